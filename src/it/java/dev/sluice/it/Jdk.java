package dev.sluice.it;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A JDK on this machine, and which one a server of a version runs on. */
record Jdk(Path home, int feature) {

  /** The running one if it will do, or else the newest that does. */
  static Optional<Jdk> forServer(String version) {
    if (version.startsWith("opensearch-")) {
      return version.startsWith("opensearch-3.") ? between(21, Integer.MAX_VALUE) : between(11, 23);
    }
    int major = Integer.parseInt(version.substring(0, version.indexOf('.')));
    int least = major >= 9 ? 21 : 17;
    // 7.17 and early 8 lean on the security manager, which 24 took away.
    int most = major >= 9 || version.startsWith("8.19") ? Integer.MAX_VALUE : 23;
    return between(least, most);
  }

  private static Optional<Jdk> between(int least, int most) {
    List<Jdk> good =
        all().stream().filter(jdk -> jdk.feature >= least && jdk.feature <= most).toList();
    Path running = Path.of(System.getProperty("java.home"));
    return good.stream()
        .filter(jdk -> jdk.home.equals(running))
        .findFirst()
        .or(() -> good.stream().max(Comparator.comparingInt(Jdk::feature)));
  }

  /** The newest of all. */
  static Optional<Jdk> newest() {
    return all().stream().max(Comparator.comparingInt(Jdk::feature));
  }

  private static List<Jdk> all() {
    List<Path> homes = new ArrayList<>();
    homes.add(Path.of(System.getProperty("java.home")));
    for (Map.Entry<String, String> entry : System.getenv().entrySet()) {
      if (entry.getKey().contains("JAVA_HOME") && !entry.getValue().isBlank()) {
        homes.add(Path.of(entry.getValue()));
      }
    }
    try (DirectoryStream<Path> installed = Files.newDirectoryStream(Path.of("/usr/lib/jvm"))) {
      installed.forEach(homes::add);
    } catch (IOException e) {
      // Not that kind of machine.
    }
    return homes.stream().flatMap(home -> at(home).stream()).distinct().toList();
  }

  private static Optional<Jdk> at(Path home) {
    Properties release = new Properties();
    try (Reader in = Files.newBufferedReader(home.resolve("release"))) {
      release.load(in);
    } catch (IOException e) {
      return Optional.empty();
    }
    String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
    if (version.isEmpty() || !Files.isExecutable(home.resolve("bin/java"))) {
      return Optional.empty();
    }
    return Optional.of(
        new Jdk(home, Runtime.Version.parse(version.replaceAll("_.*", "")).feature()));
  }
}
