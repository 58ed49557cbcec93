package dev.sluice.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A TCP proxy that is like a network with a long way or a narrow one: every byte arrives later, and
 * all connections together pass so many bytes a second to the server. Daemon threads named {@code
 * narrow-link}; {@link #close} ends them. Thread-safe.
 */
final class NarrowLink implements AutoCloseable {

  private static final int CHUNK = 16 * 1024;

  private final ServerSocket socket;
  private final URI server;
  private final long delayNanos;
  private final long bytesPerSecond;
  private long freeAtNanos = System.nanoTime();

  private NarrowLink(ServerSocket socket, URI server, long delayMillis, long bytesPerSecond) {
    this.socket = socket;
    this.server = server;
    this.delayNanos = delayMillis * 1_000_000;
    this.bytesPerSecond = bytesPerSecond;
  }

  /** Adds half of this time in each direction. */
  static NarrowLink withRoundTrip(long millis, String url) throws IOException {
    return start(url, millis / 2, Long.MAX_VALUE);
  }

  /** Passes so many bytes a second. */
  static NarrowLink withBandwidth(long bytesPerSecond, String url) throws IOException {
    return start(url, 0, bytesPerSecond);
  }

  private static NarrowLink start(String url, long delayMillis, long bytesPerSecond)
      throws IOException {
    ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    NarrowLink link = new NarrowLink(socket, URI.create(url), delayMillis, bytesPerSecond);
    spawn(link::accept);
    return link;
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static void spawn(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One side is closed.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "narrow-link");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = socket.accept();
      Socket upstream = new Socket(server.getHost(), server.getPort());
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      carry(client, upstream, bytesPerSecond);
      carry(upstream, client, Long.MAX_VALUE);
    }
  }

  /** Bytes that have been read, and when they arrive; none at the end. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Chunk(byte[] bytes, long dueNanos) {}

  private void carry(Socket from, Socket to, long rate) {
    BlockingQueue<Chunk> way = new LinkedBlockingQueue<>(rate == Long.MAX_VALUE ? 100_000 : 4);
    spawn(
        () -> {
          InputStream in = from.getInputStream();
          byte[] buffer = new byte[CHUNK];
          int count = 0;
          while (count >= 0) {
            try {
              count = in.read(buffer);
            } catch (IOException e) {
              count = -1;
            }
            byte[] bytes = Arrays.copyOf(buffer, Math.max(0, count));
            way.put(new Chunk(bytes, System.nanoTime() + delayNanos));
          }
        });
    spawn(
        () -> {
          OutputStream out = to.getOutputStream();
          Chunk chunk = way.take();
          while (chunk.bytes.length > 0) {
            sleepUntil(Math.max(chunk.dueNanos, rate == Long.MAX_VALUE ? 0 : turn(chunk)));
            out.write(chunk.bytes);
            out.flush();
            chunk = way.take();
          }
          from.close();
          to.close();
        });
  }

  private synchronized long turn(Chunk chunk) {
    freeAtNanos =
        Math.max(freeAtNanos, System.nanoTime())
            + chunk.bytes.length * 1_000_000_000L / bytesPerSecond;
    return freeAtNanos;
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    long wait = nanos - System.nanoTime();
    if (wait > 0) {
      Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
