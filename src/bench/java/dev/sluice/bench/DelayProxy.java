package dev.sluice.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Makes a server seem far away: every byte of an answer arrives so much later, and as many bytes a
 * second as before. It looks at nothing that passes, so that it costs next to no CPU. Three daemon
 * threads for each connection, named {@code delay-proxy}; {@link #close} ends them.
 */
final class DelayProxy implements Front {

  private final ServerSocket socket;
  private final URI server;
  private final Duration delay;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  private DelayProxy(ServerSocket socket, URI server, Duration delay) {
    this.socket = socket;
    this.server = server;
    this.delay = delay;
  }

  /** Starts one on a free port. */
  static DelayProxy before(String url, Duration delay) throws IOException {
    DelayProxy proxy =
        new DelayProxy(
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), URI.create(url), delay);
    spawn(proxy::accept);
    return proxy;
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  @Override
  public boolean keepsDocuments() {
    return true;
  }

  /** Work that ends when a connection does. */
  private interface Carriage {
    void run() throws IOException, InterruptedException;
  }

  private static void spawn(Carriage work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One side has gone.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "delay-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = socket.accept();
      Socket behind = new Socket(server.getHost(), server.getPort());
      sockets.addAll(Set.of(client, behind));
      client.setTcpNoDelay(true);
      behind.setTcpNoDelay(true);
      BlockingQueue<Arrival> underway = new LinkedBlockingQueue<>();
      spawn(() -> carryRequests(client, behind));
      spawn(() -> depart(behind, underway));
      spawn(() -> arrive(client, underway));
    }
  }

  private void carryRequests(Socket client, Socket behind) throws IOException {
    try (client;
        behind) {
      client.getInputStream().transferTo(behind.getOutputStream());
    } finally {
      sockets.removeAll(Set.of(client, behind));
    }
  }

  private void depart(Socket behind, BlockingQueue<Arrival> underway) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    try (InputStream in = behind.getInputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        underway.add(new Arrival(Arrays.copyOf(buffer, count), System.nanoTime()));
      }
    } finally {
      underway.add(new Arrival(new byte[0], System.nanoTime()));
    }
  }

  private void arrive(Socket client, BlockingQueue<Arrival> underway)
      throws IOException, InterruptedException {
    try (OutputStream out = client.getOutputStream()) {
      while (true) {
        Arrival next = underway.take();
        long left = next.departedNanos + delay.toNanos() - System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(left);
        if (next.bytes.length == 0) {
          return;
        }
        out.write(next.bytes);
      }
    }
  }

  /** Bytes on their way; none is the end. */
  private static final class Arrival {

    private final byte[] bytes;
    private final long departedNanos;

    Arrival(byte[] bytes, long departedNanos) {
      this.bytes = bytes;
      this.departedNanos = departedNanos;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket open : sockets) {
      open.close();
    }
  }
}
