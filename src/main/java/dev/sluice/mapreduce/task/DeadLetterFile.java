package dev.sluice.mapreduce.task;

import dev.sluice.bulk.RejectedDocument;
import dev.sluice.bulk.Rejections;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.job.TaskFile;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;

/**
 * A dead letter file: the rejected documents of a task attempt, one envelope per line. Created with
 * the first document. The engine calls it from one thread at a time; its owner closes it after the
 * engine.
 */
final class DeadLetterFile implements Rejections, Closeable {

  private static final Duration SHOW_INTERVAL = Duration.ofSeconds(10);
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path path;
  private final String attempt;
  private final Configuration conf;
  private final Ticker ticker;

  /** Also keeps a thread that the engine could not stop in time from writing to a closed file. */
  private final Object writing = new Object();

  private TaskFile file;
  private OutputStream out;
  private long shown;
  private boolean any;
  private boolean closed;

  DeadLetterFile(Path path, String attempt, Configuration conf, Ticker ticker) {
    this.path = path;
    this.attempt = attempt;
    this.conf = conf;
    this.ticker = ticker;
  }

  @Override
  public void rejected(RejectedDocument document) throws IOException {
    synchronized (writing) {
      if (closed) {
        throw new IOException("the file of rejected documents is closed: " + path);
      }
      if (path == null) {
        throw new IOException(
            "document "
                + document.id()
                + " was rejected ("
                + document.error()
                + "), and there is no place to save it: the job has an output format other than"
                + " Sluice's, without an output directory. Correct the document, or make"
                + " IndexOutputFormat the job's output format");
      }
      open();
      document.writeEnvelope(out, attempt, ticker.wallMillis());
      out.write('\n');
      showIfDue();
    }
  }

  private void open() throws IOException {
    if (out == null) {
      file = TaskFile.create(path, conf);
      out = new BufferedOutputStream(file, BUFFER_BYTES);
      shown = ticker.nanos();
      any = true;
    }
  }

  /** Begins with the documents in a file of an earlier attempt. */
  void adopt(Path earlier) throws IOException {
    synchronized (writing) {
      open();
      try (InputStream in = earlier.getFileSystem(conf).open(earlier)) {
        IOUtils.copyBytes(in, out, BUFFER_BYTES);
      }
      out.flush();
      file.hflush();
    }
  }

  /** Whether the file has a document, and so exists. */
  boolean isAny() {
    synchronized (writing) {
      return any;
    }
  }

  /** The file. */
  Path path() {
    return path;
  }

  /**
   * Flushes periodically, so that the documents are visible even if the process is killed later.
   */
  private void showIfDue() throws IOException {
    long now = ticker.nanos();
    if (now - shown >= SHOW_INTERVAL.toNanos()) {
      out.flush();
      file.hflush();
      shown = now;
    }
  }

  /** Closes the file, if there is one. */
  @Override
  public void close() throws IOException {
    synchronized (writing) {
      closed = true;
      if (out != null) {
        OutputStream last = out;
        out = null;
        last.close();
      }
    }
  }
}
