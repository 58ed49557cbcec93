package dev.sluice.mapreduce.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;

/**
 * Reads the manifests in a directory, several at a time, since each is a request to the file system
 * and jobs have thousands of them. Its threads, {@code sluice-ledgers}, end with each call.
 */
public final class ManifestFiles {

  private static final int THREADS = 8;

  /** Ledgers read ahead of the one that is taken, so that few are in memory at a time. */
  private static final int AHEAD = 64;

  private ManifestFiles() {}

  /** Makes something of the content of a file; called by several threads. */
  public interface Parser<T> {
    /** Makes it. */
    T parse(byte[] content) throws IOException;
  }

  /** Takes what was made of a file; called by the caller's thread alone, in the order of names. */
  public interface Taker<T> {
    /** Takes it. */
    void take(T made) throws IOException;
  }

  /**
   * Reads the ledgers in a directory; none where it is not there.
   *
   * @throws IOException if one cannot be read, by its name
   */
  public static <T> void read(FileSystem files, Path directory, Parser<T> parser, Taker<T> taker)
      throws IOException {
    if (!files.exists(directory)) {
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS, ManifestFiles::thread);
    try {
      Deque<Future<T>> ahead = new ArrayDeque<>();
      for (FileStatus file : files.listStatus(directory, AttemptFiles::isManifest)) {
        ahead.add(threads.submit(() -> read(files, file, parser)));
        if (ahead.size() == AHEAD) {
          taker.take(await(ahead.remove()));
        }
      }
      while (!ahead.isEmpty()) {
        taker.take(await(ahead.remove()));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "sluice-ledgers");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Reads one.
   *
   * @throws IOException if it cannot be read, by its name
   */
  public static <T> T read(FileSystem files, FileStatus file, Parser<T> parser) throws IOException {
    try {
      byte[] content = new byte[Math.toIntExact(file.getLen())];
      try (InputStream in = files.open(file.getPath())) {
        IOUtils.readFully(in, content, 0, content.length);
      }
      return parser.parse(content);
    } catch (IOException e) {
      throw new IOException("reading " + file.getPath() + ": " + e.getMessage(), e);
    }
  }

  private static <T> T await(Future<T> reading) throws IOException {
    try {
      return reading.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading the task manifests of the job");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException) {
        throw (IOException) e.getCause();
      }
      throw new IOException("reading the task manifests of the job failed: " + e.getCause(), e);
    }
  }
}
