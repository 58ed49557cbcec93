package dev.sluice.mapreduce.copy;

import dev.sluice.flow.ThreadStop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses blocks on threads of its own, each block as a gzip member, and writes the members in
 * order: a gzip file may have several (RFC 1952, 2.2). Used by one thread, which only waits if the
 * threads do not keep up; it holds a few blocks. Closing this closes the stream below, also after a
 * failure.
 */
public final class ParallelGzip extends OutputStream {

  private static final int BLOCK_BYTES = 1 << 20;
  private static final int THREADS = 2;

  /** One for each thread, and one that waits for a thread. */
  private static final int BLOCKS = THREADS + 1;

  private final OutputStream out;
  private final int level;
  private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService pool = Executors.newFixedThreadPool(THREADS, this::thread);
  private final Deque<Future<ByteArrayOutputStream>> members = new ArrayDeque<>();
  private byte[] block = new byte[BLOCK_BYTES];
  private int length;
  private boolean empty = true;
  private boolean closed;

  /** Whether a member was written only in part; nothing may follow it. */
  private boolean broken;

  /**
   * Starts without a thread; blocks start them.
   *
   * @param level the compression level, from 1 (fastest) to 9, or -1 for that of zlib
   */
  public ParallelGzip(OutputStream out, int level) {
    this.out = out;
    this.level = level;
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "sluice-gzip-" + threads.size());
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    if (closed) {
      throw new IOException("the stream is closed");
    }
    int done = 0;
    while (done < count) {
      int part = Math.min(count - done, BLOCK_BYTES - length);
      System.arraycopy(bytes, from + done, block, length, part);
      length += part;
      done += part;
      if (length == BLOCK_BYTES) {
        compressBlock();
      }
    }
  }

  private void compressBlock() throws IOException {
    byte[] full = block;
    int fullLength = length;
    members.add(pool.submit(() -> member(full, fullLength)));
    block = new byte[BLOCK_BYTES];
    length = 0;
    empty = false;
    while (members.size() >= BLOCKS || (!members.isEmpty() && members.peek().isDone())) {
      writeMember();
    }
  }

  private ByteArrayOutputStream member(byte[] bytes, int count) throws IOException {
    ByteArrayOutputStream member = new ByteArrayOutputStream(count / 2);
    try (Member gzip = new Member(member, level)) {
      gzip.write(bytes, 0, count);
    }
    return member;
  }

  private void writeMember() throws IOException {
    ByteArrayOutputStream member;
    try {
      member = members.element().get();
    } catch (ExecutionException e) {
      throw new IOException("compressing a block failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("waiting for a compressed block was interrupted");
    }
    members.remove();
    broken = true;
    member.writeTo(out);
    broken = false;
  }

  /** Compresses and writes what is left, and ends the threads. Blocks. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (OutputStream below = out) {
      if (!broken && (length > 0 || empty)) {
        compressBlock();
      }
      while (!broken && !members.isEmpty()) {
        writeMember();
      }
      below.flush();
    } finally {
      pool.shutdownNow();
      ThreadStop.of(threads);
    }
  }

  /** A gzip stream with a level of its own. */
  private static final class Member extends GZIPOutputStream {

    private static final int BUFFER_BYTES = 64 * 1024;

    Member(OutputStream out, int level) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(level);
    }
  }
}
