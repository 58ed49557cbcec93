package dev.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Directories that a test made and has done with. */
public final class Directories {

  private Directories() {}

  /** Removes one with all that is in it, at the end of this JVM if it cannot be done now. */
  public static void remove(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // A server that is just ending may still write; the directory is a temporary one.
      root.toFile().deleteOnExit();
    }
  }
}
