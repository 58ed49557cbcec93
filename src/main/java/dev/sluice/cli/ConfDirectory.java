package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.config.ConfigException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Optional;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;

/**
 * The directory that {@code SLUICE_CONF_DIR} names. {@code bin/sluice} sets it to {@code conf} of
 * the archive. The keys of its {@code sluice.properties} override Hadoop's files; {@code -conf} and
 * {@code -D} override them.
 */
final class ConfDirectory {

  private static final String VARIABLE = "SLUICE_CONF_DIR";

  private final Optional<Path> path;

  private ConfDirectory(Optional<Path> path) {
    this.path = path;
  }

  /** The directory of this process. */
  static ConfDirectory ofEnvironment() {
    return new ConfDirectory(
        Optional.ofNullable(System.getenv(VARIABLE)).filter(dir -> !dir.isEmpty()).map(Paths::get));
  }

  static ConfDirectory at(Path path) {
    return new ConfDirectory(Optional.of(path));
  }

  /**
   * Sets the keys of {@code sluice.properties}; none if there is no such file.
   *
   * @throws ConfigException if the file cannot be read
   */
  void applyTo(Configuration conf) {
    path.map(dir -> dir.resolve("sluice.properties"))
        .filter(Files::exists)
        .ifPresent(file -> apply(file, conf));
  }

  private static void apply(Path file, Configuration conf) {
    Properties keys = new Properties();
    try (Reader in = Files.newBufferedReader(file, UTF_8)) {
      keys.load(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(
          "cannot read " + file + ", which " + VARIABLE + " points to: " + e, e);
    }
    keys.stringPropertyNames()
        .forEach(key -> conf.set(key, keys.getProperty(key).trim(), file.toString()));
  }
}
