package dev.sluice.it;

import dev.sluice.testing.Directories;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Elasticsearch from a distribution's zip. */
record ElasticsearchZip(Path zip) implements ServerFiles {

  /** A zip is unpacked once for all its nodes. */
  private static final Map<Path, Path> UNPACKED = new ConcurrentHashMap<>();

  @Override
  public Path home() {
    return UNPACKED.computeIfAbsent(zip.toAbsolutePath(), ElasticsearchZip::unpack);
  }

  @Override
  public String settingsFile() {
    return "elasticsearch.yml";
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("xpack.security.enabled", "false");
  }

  @Override
  public List<String> command(Start start) {
    return List.of(home().resolve("bin/elasticsearch").toString());
  }

  @Override
  public Map<String, String> environment(Start start) {
    return Map.of(
        "ES_JAVA_HOME",
        start.java().toString(),
        "ES_PATH_CONF",
        start.directory().resolve("config").toString(),
        "ES_TMPDIR",
        start.directory().resolve("tmp").toString(),
        "ES_JAVA_OPTS",
        start.flags(),
        "CLI_JAVA_OPTS",
        ShortJvm.flags());
  }

  private static Path unpack(Path zip) {
    try {
      Path parent = Files.createTempDirectory("sluice-elasticsearch-");
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> Directories.remove(parent), "unpacked-remove"));
      try (InputStream file = Files.newInputStream(zip);
          ZipInputStream in = new ZipInputStream(file)) {
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          unpack(parent, entry, in);
        }
      }
      Nobody.owns(parent);
      try (Stream<Path> children = Files.list(parent)) {
        return children.findFirst().orElseThrow(() -> new IOException(zip + " is empty"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack " + zip, e);
    }
  }

  private static void unpack(Path parent, ZipEntry entry, InputStream in) throws IOException {
    Path target = parent.resolve(entry.getName()).normalize();
    if (!target.startsWith(parent)) {
      throw new IOException("An entry leads outside: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
    boolean program = target.getParent().endsWith("bin") || entry.getName().contains("/bin/");
    if (program && !target.toFile().setExecutable(true)) {
      throw new IOException("Cannot make executable: " + target);
    }
  }

  @Override
  public String toString() {
    return zip.getFileName().toString();
  }
}
