package dev.sluice.cli;

import dev.sluice.mapreduce.job.ClassRoot;
import java.util.Optional;
import org.apache.hadoop.util.VersionInfo;
import picocli.CommandLine.IVersionProvider;

/** Prints the versions of Sluice, Hadoop, HBase and Java, for {@code --version}. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "Sluice " + ours(),
      "Hadoop " + VersionInfo.getVersion(),
      "HBase " + hbase(),
      "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")"
    };
  }

  /** From the manifest beside this class. */
  private static String ours() {
    return ClassRoot.of(Version.class)
        .map(root -> root.version().orElse("(development build in " + root + ")"))
        .orElse("(unknown version)");
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
