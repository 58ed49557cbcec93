package dev.sluice.mapreduce.job;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;

/**
 * A file that a task or a committer writes. Every failure is an {@code IOException} with the file
 * name: Hadoop reports a full local disk as an error without it.
 */
public final class TaskFile extends OutputStream {

  /** Hadoop's default of 4 KB makes a system call for every few documents of a local file. */
  private static final int BUFFER_BYTES = 128 * 1024;

  private final Path path;
  private final FSDataOutputStream out;

  private TaskFile(Path path, FSDataOutputStream out) {
    this.path = path;
    this.out = out;
  }

  /** Creates a file, replacing an existing one. */
  public static TaskFile create(Path path, Configuration conf) throws IOException {
    try {
      int buffer =
          Math.max(
              BUFFER_BYTES, conf.getInt(CommonConfigurationKeysPublic.IO_FILE_BUFFER_SIZE_KEY, 0));
      return new TaskFile(path, path.getFileSystem(conf).create(path, true, buffer));
    } catch (IOException | FSError e) {
      throw failed(path, e);
    }
  }

  private static IOException failed(Path path, Throwable e) {
    if (e instanceof InterruptedIOException || e instanceof ClosedByInterruptException) {
      return (IOException) e;
    }
    Throwable cause = e instanceof FSError && e.getCause() != null ? e.getCause() : e;
    String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new IOException("cannot write " + path + ": " + why, e);
  }

  private interface Step {
    void run() throws IOException;
  }

  private void run(Step step) throws IOException {
    try {
      step.run();
    } catch (IOException | FSError e) {
      throw failed(path, e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    run(() -> out.write(b));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    run(() -> out.write(bytes, offset, length));
  }

  @Override
  public void flush() throws IOException {
    run(out::flush);
  }

  /** Makes the written data visible to readers. */
  public void hflush() throws IOException {
    run(out::hflush);
  }

  @Override
  public void close() throws IOException {
    run(out::close);
  }
}
