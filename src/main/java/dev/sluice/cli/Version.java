package dev.sluice.cli;

import java.net.URL;
import java.util.Optional;
import org.apache.hadoop.util.VersionInfo;
import picocli.CommandLine.IVersionProvider;

/** Prints the versions of Sluice, Hadoop, HBase and Java, for {@code --version}. */
final class Version implements IVersionProvider {

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
    URL found = Version.class.getClassLoader().getResource(CLASS);
    if (found == null) {
      return "(unknown version)";
    }
    ClassRoot root = ClassRoot.of(found, CLASS);
    return root.version().orElse("(development build in " + root + ")");
  }

  /**
   * The version in the manifest of a jar or directory.
   *
   * @param root its URL, ending with a slash
   */
  static Optional<String> in(String root) {
    return new ClassRoot(root).version();
  }

  private static String hbase() {
    try {
      return org.apache.hadoop.hbase.util.VersionInfo.getVersion();
    } catch (LinkageError e) {
      return "not on the class path";
    }
  }
}
