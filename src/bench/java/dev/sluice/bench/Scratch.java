package dev.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory for one run, gone after it. */
final class Scratch implements AutoCloseable {

  private final Path root;

  private Scratch(Path root) {
    this.root = root;
  }

  static Scratch in(Path parent) throws IOException {
    Files.createDirectories(parent);
    return new Scratch(Files.createTempDirectory(parent.toAbsolutePath(), "run-"));
  }

  /** A path below it, where nothing is yet. */
  String path(String name) {
    return root.resolve(name).toString();
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
