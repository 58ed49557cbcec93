package dev.sluice.cli;

import dev.sluice.bulk.Envelope;
import dev.sluice.bulk.JsonFormException;
import dev.sluice.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.util.LineReader;

/** The rejected documents of a job, before they are replayed. */
final class RejectedFiles {

  private static final String REJECTED = "rejected";
  private static final String FAILED = "failed";

  private final Path path;
  private final FileSystem files;
  private final Configuration conf;

  private RejectedFiles(Path path, FileSystem files, Configuration conf) {
    this.path = path;
    this.files = files;
    this.conf = conf;
  }

  /**
   * Finds them.
   *
   * @param input the job's directory, its {@code rejected}, or a file in there
   * @throws ConfigException if there is nothing, or what is there is not for replaying
   */
  static RejectedFiles in(String input, Configuration conf) throws IOException {
    Path given = new Path(input);
    FileSystem files = given.getFileSystem(conf);
    Path within = new Path(given, REJECTED);
    Path path = files.makeQualified(files.exists(within) ? within : given);
    if (!files.exists(path)) {
      throw new ConfigException("--input is \"" + input + "\", but there is no such file");
    }
    if (isFailed(path) || isFailed(path.getParent())) {
      throw new ConfigException(
          "--input is \""
              + input
              + "\", what attempts that failed had rejected: later attempts have dealt with those"
              + " documents themselves. Replay "
              + REJECTED
              + "/, or load a file of it by load --envelope");
    }
    return new RejectedFiles(path, files, conf);
  }

  private static boolean isFailed(Path path) {
    return path != null && path.getName().equals(FAILED);
  }

  /** Where they are. */
  Path path() {
    return path;
  }

  /**
   * The index that the first of them was meant for.
   *
   * @return nothing if there is no document
   * @throws ConfigException if its line names none
   */
  Optional<String> index() throws IOException {
    RemoteIterator<LocatedFileStatus> all = files.listFiles(path, true);
    while (all.hasNext()) {
      Path file = all.next().getPath();
      if (!file.getName().startsWith(".") && !file.getName().startsWith("_")) {
        Text line = firstLine(file);
        if (line.getLength() > 0) {
          return Optional.of(index(file, line));
        }
      }
    }
    return Optional.empty();
  }

  private Text firstLine(Path file) throws IOException {
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(file);
    Text line = new Text();
    try (InputStream raw = files.open(file);
        InputStream in = codec == null ? raw : codec.createInputStream(raw);
        LineReader reader = new LineReader(in, new byte[] {'\n'})) {
      reader.readLine(line);
    }
    return line;
  }

  private static String index(Path file, Text line) {
    try {
      Optional<String> index = Envelope.read(line.getBytes(), 0, line.getLength()).index();
      if (index.isPresent()) {
        return index.get();
      }
    } catch (JsonFormException e) {
      throw new ConfigException(file + " begins with " + e.getMessage(), e);
    }
    throw new ConfigException("the first line of " + file + " has no _index: name one by --index");
  }
}
