package dev.sluice.cli;

import java.util.Optional;
import org.apache.hadoop.util.VersionInfo;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: ours, from the jar's manifest, and what it runs on. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String ours =
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("(not from a jar)");
    return new String[] {
      "sluice " + ours,
      "Hadoop " + VersionInfo.getVersion(),
      "Java " + System.getProperty("java.version")
    };
  }
}
