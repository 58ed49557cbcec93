package dev.sluice.cli;

import dev.sluice.mapreduce.job.ClassRoot;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.stream.Collectors;
import org.apache.hadoop.util.VersionInfo;

/** Finds, before anything else runs, what a class path lacks and what is on it twice. */
final class ClassPathCheck {

  private static final String MAPREDUCE = "org.apache.hadoop.mapreduce.Job";

  private static final String SLUICE = "dev/sluice/cli/Sluice.class";

  private final ClassLoader loader;

  ClassPathCheck(ClassLoader loader) {
    this.loader = Objects.requireNonNull(loader, "loader");
  }

  /** A message for the user, in one line; empty if the commands can run. */
  Optional<String> problem() {
    try {
      Class.forName(MAPREDUCE, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.of(
          "Hadoop "
              + VersionInfo.getVersion()
              + " on this machine has no MapReduce client ("
              + MAPREDUCE
              + " is not on the class path): install it, or use Sluice's standalone archive with"
              + " SLUICE_LOCAL=true");
    }
    Map<String, String> versions = versions();
    if (versions.size() < 2) {
      return Optional.empty();
    }
    return Optional.of(
        "several versions of Sluice are on the class path: "
            + versions.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "))
            + "; remove all but one, for example from HADOOP_CLASSPATH");
  }

  /** A place for each version; classes without a manifest of ours have none. */
  private Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    try {
      for (URL type : Collections.list(loader.getResources(SLUICE))) {
        ClassRoot root = ClassRoot.of(type, SLUICE);
        version(root).ifPresent(version -> versions.putIfAbsent(version, root.toString()));
      }
    } catch (IOException e) {
      // A class path that cannot be listed fails elsewhere, if at all.
    }
    return versions;
  }

  private static Optional<String> version(ClassRoot root) {
    return root.manifest()
        .filter(
            manifest -> "Sluice".equals(manifest.getValue(Attributes.Name.IMPLEMENTATION_TITLE)))
        .map(manifest -> manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION));
  }
}
