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
  private final Deque<Future<Block>> members = new ArrayDeque<>();
  private final Deque<Block> spares = new ArrayDeque<>();
  private Block block = new Block();
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
    checkOpen();
    block.take((byte) b);
    if (block.isFull()) {
      compressBlock();
    }
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    checkOpen();
    int done = 0;
    while (done < count) {
      done += block.take(bytes, from + done, count - done);
      if (block.isFull()) {
        compressBlock();
      }
    }
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw new IOException("the stream is closed");
    }
  }

  private void compressBlock() throws IOException {
    Block full = block;
    members.add(pool.submit(() -> full.compress(level)));
    block = spares.isEmpty() ? new Block() : spares.pop();
    empty = false;
    while (members.size() >= BLOCKS || (!members.isEmpty() && members.peek().isDone())) {
      writeMember();
    }
  }

  private void writeMember() throws IOException {
    Block done;
    try {
      done = members.element().get();
    } catch (ExecutionException e) {
      throw new IOException("compressing a block failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("waiting for a compressed block was interrupted");
    }
    members.remove();
    broken = true;
    done.writeTo(out);
    broken = false;
    spares.push(done);
  }

  /** Compresses and writes what is left, and ends the threads. Blocks. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (OutputStream below = out) {
      if (!broken && (!block.isEmpty() || empty)) {
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

  /** Bytes, and the same compressed. Used again, since the collector handles large arrays badly. */
  private static final class Block {

    private final byte[] bytes = new byte[BLOCK_BYTES];
    private int length;
    private final ByteArrayOutputStream member = new ByteArrayOutputStream(BLOCK_BYTES / 2);

    /** Takes a byte; the block must not be full. */
    void take(byte b) {
      bytes[length++] = b;
    }

    /** Takes as many bytes as fit. */
    int take(byte[] from, int start, int count) {
      int part = Math.min(count, BLOCK_BYTES - length);
      System.arraycopy(from, start, bytes, length, part);
      length += part;
      return part;
    }

    boolean isFull() {
      return length == BLOCK_BYTES;
    }

    boolean isEmpty() {
      return length == 0;
    }

    Block compress(int level) throws IOException {
      try (Member gzip = new Member(member, level)) {
        gzip.write(bytes, 0, length);
      }
      return this;
    }

    /** Writes the compressed bytes, and is empty after that. */
    void writeTo(OutputStream out) throws IOException {
      member.writeTo(out);
      member.reset();
      length = 0;
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
