package dev.sluice.bench.contestant;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** The documents of an assignment as files of lines, one for each task. */
public final class DocumentFiles {

  private static final int BUFFER = 1 << 20;

  private DocumentFiles() {}

  /**
   * Writes them, unless they are there.
   *
   * @param parent of the directory
   * @return the directory
   */
  public static Path of(Assignment assignment, Path parent) throws IOException {
    String name = "input-" + assignment.documents() + "-" + assignment.size();
    Path dir = parent.toAbsolutePath().resolve(name + "-" + assignment.tasks());
    if (!Files.exists(dir)) {
      Files.createDirectories(dir);
      for (int task = 0; task < assignment.tasks(); task++) {
        write(assignment, task, dir.resolve(task + ".json"));
      }
    }
    return dir;
  }

  private static void write(Assignment assignment, int task, Path file) throws IOException {
    byte[] line = new byte[assignment.size() + 1];
    line[assignment.size()] = '\n';
    Documents documents = assignment.input();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
      for (long i = assignment.first(task); i < assignment.first(task + 1); i++) {
        documents.write(i, line);
        out.write(line);
      }
    }
  }

  /** The files that a contestant is given. */
  static List<Path> in(Configuration conf) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(conf.get(Assignment.INPUT)))) {
      return files.sorted().toList();
    }
  }
}
