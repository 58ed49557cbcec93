package dev.sluice.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The files of one version of a server, and how a node is started from them. */
interface ServerFiles {

  /** The directory of the files, ready to run; made on first use, once for a JVM. */
  Path home() throws IOException;

  /** The name of a node's settings file. */
  String settingsFile();

  /** Settings of every node that this kind of server needs. */
  Map<String, String> settings();

  /** The command that starts a node, and stays in the foreground. */
  List<String> command(Start start) throws IOException;

  /** The environment of that command. */
  Map<String, String> environment(Start start);

  /**
   * What differs between nodes.
   *
   * @param java the home of the JDK to run it
   * @param directory of its configuration, data, logs and temporary files
   * @param heap its size, such as {@code 512m}
   * @param optimized whether with the JVM's compiler, collector and memory as users run it, which
   *     takes longer to start
   */
  record Start(Path java, Path directory, String heap, boolean optimized) {

    /** The JVM's flags. A heap that is touched as a whole takes seconds of a small machine. */
    String flags() {
      return optimized
          ? "-Xms" + heap + " -Xmx" + heap
          : "-Xms64m -Xmx" + heap + " -XX:-AlwaysPreTouch -XX:-UseG1GC " + ShortJvm.flags();
    }
  }
}
