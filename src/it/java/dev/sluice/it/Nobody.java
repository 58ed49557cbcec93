package dev.sluice.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The user that servers run as where tests run as root, which servers refuse. */
final class Nobody {

  private static final int ID = 65_534;

  private Nobody() {}

  /** Gives a tree to that user if we are root. */
  static void owns(Path root) throws IOException {
    if (!isNeeded(root)) {
      return;
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.toList()) {
        Files.setAttribute(path, "unix:uid", ID);
        Files.setAttribute(path, "unix:gid", ID);
      }
    }
  }

  /** What stands before a command so that it runs as that user; nothing if we are not root. */
  static List<String> runs(Path directory) throws IOException {
    return isNeeded(directory)
        ? List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups")
        : List.of();
  }

  /** Whether what we make belongs to root, so that we are root. */
  private static boolean isNeeded(Path ours) throws IOException {
    Path probe = Files.createTempFile("sluice", ".probe");
    try {
      return Files.getFileStore(ours).supportsFileAttributeView("unix")
          && Integer.valueOf(0).equals(Files.getAttribute(probe, "unix:uid"));
    } finally {
      Files.delete(probe);
    }
  }
}
