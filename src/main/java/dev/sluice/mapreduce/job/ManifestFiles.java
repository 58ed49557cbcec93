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
 * Reads the manifests in a directory concurrently, because each is a file system request and jobs
 * have thousands. Its threads, {@code sluice-ledgers}, end with each call.
 */
public final class ManifestFiles {

  private static final int THREADS = 8;

  /** The number of manifests read ahead, to limit memory. */
  private static final int AHEAD = 64;

  private ManifestFiles() {}

  /** Parses the content of a file; called by several threads. */
  public interface Parser<T> {
    /** Parses the content. */
    T parse(byte[] content) throws IOException;
  }

  /** Receives the parsed files; called by the caller's thread only, in the order of file names. */
  public interface Taker<T> {
    /** Receives a parsed file. */
    void take(T made) throws IOException;
  }

  /**
   * Reads the manifests in a directory; none if the directory does not exist.
   *
   * @throws IOException if a manifest cannot be read, with its file name
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
   * Reads one manifest.
   *
   * @throws IOException if it cannot be read, with its file name
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
