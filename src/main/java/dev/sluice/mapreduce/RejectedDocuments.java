package dev.sluice.mapreduce;

import dev.sluice.bulk.RejectedDocument;
import dev.sluice.bulk.Rejections;
import dev.sluice.flow.Ticker;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Keeps the rejected documents of a task attempt, one envelope a line, in a file that comes into
 * being with the first of them. The engine calls it from one thread at a time; the writer that owns
 * it closes it after the engine.
 */
final class RejectedDocuments implements Rejections, Closeable {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path file;
  private final String attempt;
  private final Configuration conf;
  private final Ticker ticker;

  /** Also keeps a thread that the engine could not stop in time away from a closed file. */
  private final Object writing = new Object();

  private OutputStream out;
  private boolean closed;

  RejectedDocuments(Path file, String attempt, Configuration conf, Ticker ticker) {
    this.file = file;
    this.attempt = attempt;
    this.conf = conf;
    this.ticker = ticker;
  }

  @Override
  public void rejected(RejectedDocument document) throws IOException {
    synchronized (writing) {
      if (closed) {
        throw new IOException("the file of rejected documents is closed: " + file);
      }
      if (out == null) {
        out = new BufferedOutputStream(file.getFileSystem(conf).create(file, true), BUFFER_BYTES);
      }
      document.writeEnvelope(out, attempt, ticker.wallMillis());
      out.write('\n');
    }
  }

  /** Completes the file, if there is one. */
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
