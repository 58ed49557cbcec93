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

  /** The bytes of the files below a path of it, checksums not counted; none if there are none. */
  long bytes(String name) throws IOException {
    Path directory = root.resolve(name);
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      long sum = 0;
      for (Path file : all.filter(Scratch::isData).toList()) {
        sum += Files.size(file);
      }
      return sum;
    }
  }

  private static boolean isData(Path path) {
    return Files.isRegularFile(path) && !path.getFileName().toString().startsWith(".");
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
