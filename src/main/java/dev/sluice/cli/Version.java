package dev.sluice.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.apache.hadoop.util.VersionInfo;
import picocli.CommandLine.IVersionProvider;

/** Prints the versions of Sluice, Hadoop, HBase and Java, for {@code --version}. */
final class Version implements IVersionProvider {

  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String CLASS = Version.class.getName().replace('.', '/') + ".class";

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
    URL place = Version.class.getClassLoader().getResource(CLASS);
    return place == null
        ? "(unknown version)"
        : in(root(place)).orElse("(development build in " + path(root(place)) + ")");
  }

  /** As people write it. */
  private static String path(String root) {
    return root.replaceFirst("^(jar:)?file:", "").replaceFirst("!/$", "");
  }

  /** The URL of the jar or directory that has the class of this type. */
  private static String root(URL place) {
    return place.toString().substring(0, place.toString().length() - CLASS.length());
  }

  /**
   * The version in the manifest of a jar or directory.
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
