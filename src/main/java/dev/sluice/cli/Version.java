package dev.sluice.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.apache.hadoop.util.VersionInfo;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the versions of Sluice, Hadoop, HBase and Java. */
final class Version implements IVersionProvider {

  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  @Override
  public String[] getVersion() {
    return new String[] {
      "Sluice " + ours(),
      "Hadoop " + VersionInfo.getVersion(),
      "HBase " + hbase(),
      "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")"
    };
  }

  /**
   * From the manifest beside this class, in the jar or in the directory that {@code hadoop jar} has
   * unpacked it to.
   */
  private static String ours() {
    String type = Version.class.getName().replace('.', '/') + ".class";
    URL place = Version.class.getClassLoader().getResource(type);
    if (place == null) {
      return "(unknown version)";
    }
    String root = place.toString().substring(0, place.toString().length() - type.length());
    return in(root).orElse("(development build in " + root.replaceFirst("^file:", "") + ")");
  }

  /**
   * What the manifest of a jar or directory says.
   *
   * @param root its URL, ending with a slash
   */
  static Optional<String> in(String root) {
    try (InputStream in = new URL(root + MANIFEST).openStream()) {
      Attributes attributes = new Manifest(in).getMainAttributes();
      return Optional.ofNullable(attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String hbase() {
    try {
      return org.apache.hadoop.hbase.util.VersionInfo.getVersion();
    } catch (LinkageError e) {
      return "not on the class path";
    }
  }
}
