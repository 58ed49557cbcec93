package dev.sluice.it;

import dev.sluice.testing.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * OpenSearch, put together from its jars in Maven Central, since there is no archive of it there: a
 * directory with the jars of the server and of some modules, which {@code src/it/systems} fetches.
 */
record OpenSearchJars(Path jars, String version) implements ServerFiles {

  private static final Map<Path, Path> ASSEMBLED = new ConcurrentHashMap<>();

  /**
   * A module: its artifact, and the beginnings of the names of further jars that belong to it
   * alone. Those must not be among the server's, which have other permissions.
   */
  private record Module(String artifact, List<String> jars) {

    Module(String artifact, String... jars) {
      this(artifact, List.of(jars));
    }

    private String name() {
      return artifact.replace("-client", "");
    }

    /** Whether a jar is the module's. */
    boolean has(String jar) {
      return isOwn(jar) || jars.stream().anyMatch(jar::startsWith);
    }

    /** Whether a jar is that of the artifact itself. */
    boolean isOwn(String jar) {
      return jar.startsWith(artifact + "-");
    }
  }

  private static final List<Module> MODULES =
      List.of(
          new Module("transport-netty4-client", "netty-", "opensearch-netty4-"),
          new Module(
              "lang-painless", "opensearch-scripting-painless-spi-", "antlr4-runtime-", "asm-"),
          new Module(
              "ingest-common", "opensearch-grok-", "opensearch-dissect-", "joni-", "jcodings-"),
          new Module(
              "reindex-client",
              "opensearch-rest-client-",
              "opensearch-ssl-config-",
              "http",
              "commons-codec-",
              "commons-logging-"),
          new Module("analysis-common"),
          new Module("mapper-extras-client"),
          new Module("parent-join-client"));

  /** A module's entry point, the one class of its jar that is named so. */
  private static final Pattern ENTRY = Pattern.compile("org/opensearch/[\\w/]+Plugin\\.class");

  private static final String LOGGING =
      """
      status = error
      appender.console.type = Console
      appender.console.name = console
      appender.console.layout.type = PatternLayout
      appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] [%node_name]%marker %m%n
      rootLogger.level = info
      rootLogger.appenderRef.console.ref = console
      """;

  @Override
  public Path home() {
    return ASSEMBLED.computeIfAbsent(jars.toAbsolutePath(), ignored -> assemble());
  }

  private Path assemble() {
    try {
      Path home = Files.createTempDirectory("sluice-opensearch-");
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> Directories.remove(home), "assembled-remove"));
      for (String child : List.of("config", "lib", "modules", "plugins")) {
        Files.createDirectory(home.resolve(child));
      }
      Files.writeString(home.resolve("config/log4j2.properties"), LOGGING);
      try (Stream<Path> all = Files.list(jars)) {
        for (Path jar : all.toList()) {
          place(jar, home);
        }
      }
      Nobody.owns(home);
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot assemble OpenSearch from " + jars, e);
    }
  }

  private void place(Path jar, Path home) throws IOException {
    String name = jar.getFileName().toString();
    Path directory = home.resolve("lib");
    for (Module module : MODULES) {
      if (module.has(name)) {
        directory = Files.createDirectories(home.resolve("modules").resolve(module.name()));
      }
      if (module.isOwn(name)) {
        describe(module, entry(jar), directory);
      }
    }
    Files.copy(jar, directory.resolve(name));
  }

  private static String entry(Path jar) throws IOException {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      return file.stream()
          .map(ZipEntry::getName)
          .filter(ENTRY.asMatchPredicate())
          .findFirst()
          .orElseThrow(() -> new IOException("no module in " + jar))
          .replace(".class", "")
          .replace('/', '.');
    }
  }

  private void describe(Module module, String type, Path directory) throws IOException {
    Files.writeString(
        directory.resolve("plugin-descriptor.properties"),
        """
        name=%s
        description=%1$s
        version=%s
        opensearch.version=%2$s
        java.version=11
        classname=%s
        has.native.controller=false
        extended.plugins=%s
        """
            .formatted(
                module.name(),
                version,
                type,
                module.name().equals("ingest-common") ? "lang-painless" : ""));
    Files.writeString(
        directory.resolve("plugin-security.policy"),
        "grant {\n  permission java.security.AllPermission;\n};\n");
  }

  @Override
  public String settingsFile() {
    return "opensearch.yml";
  }

  @Override
  public Map<String, String> settings() {
    return Map.of();
  }

  @Override
  public List<String> command(Start start) {
    List<String> command = new ArrayList<>();
    command.add(start.java().resolve("bin/java").toString());
    command.addAll(List.of(start.flags().split(" ")));
    if (version.startsWith("2.") || version.startsWith("1.")) {
      command.add("-Djava.security.manager=allow");
    }
    command.addAll(
        List.of(
            "-Djava.io.tmpdir=" + start.directory().resolve("tmp"),
            "-Dopensearch.path.home=" + home(),
            "-Dopensearch.path.conf=" + start.directory().resolve("config"),
            "-Dopensearch.distribution.type=tar",
            "-Dopensearch.bundled_jdk=false",
            "-Dopensearch.networkaddress.cache.ttl=60",
            "-Dopensearch.networkaddress.cache.negative.ttl=10",
            "-Dio.netty.noUnsafe=true",
            "-Dio.netty.noKeySetOptimization=true",
            "-Dlog4j2.disable.jmx=true",
            "-Dlog4j.shutdownHookEnabled=false",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "-cp",
            home().resolve("lib") + "/*",
            "org.opensearch.bootstrap.OpenSearch"));
    return command;
  }

  @Override
  public Map<String, String> environment(Start start) {
    return Map.of("HOME", start.directory().toString());
  }

  @Override
  public String toString() {
    return "OpenSearch " + version;
  }
}
