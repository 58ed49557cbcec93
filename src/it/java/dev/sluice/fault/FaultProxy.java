package dev.sluice.fault;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * A TCP proxy before a real server. It reads along, so that its faults strike at requests of known
 * numbers, bulk requests unless told otherwise; everything else passes untouched. What strikes may
 * be changed at any time. It also notes the ids of the documents whose success was passed on to the
 * client. Two daemon threads for each connection, named {@code fault-proxy}; {@link #close} ends
 * them. Thread-safe.
 */
final class FaultProxy implements AutoCloseable {

  private final ServerSocket socket;
  private final String host;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicInteger bulks = new AtomicInteger();
  private final AtomicInteger struck = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile Predicate<HttpMessage> targets = HttpMessage::isBulk;
  private volatile IntFunction<ProxyFault> faults = number -> ProxyFault.NONE;
  private volatile BulkWatcher watcher = number -> {};

  /** Is told of each bulk request before it meets its fault. */
  interface BulkWatcher {
    void comes(int number) throws Exception;
  }

  private FaultProxy(ServerSocket socket, URI server) {
    this.socket = socket;
    host = server.getHost();
    port = server.getPort();
  }

  /** Starts a proxy on a free port. */
  static FaultProxy before(String url) throws IOException {
    FaultProxy proxy =
        new FaultProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), URI.create(url));
    spawn(proxy::accept);
    return proxy;
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /** Counts these requests, and strikes at them. */
  FaultProxy at(Predicate<HttpMessage> requests) {
    targets = requests;
    return this;
  }

  /** Has bulk requests, numbered from 1 as they come, meet these faults from now on. */
  FaultProxy strike(IntFunction<ProxyFault> byNumber) {
    faults = byNumber;
    return this;
  }

  /** Does something when a bulk request comes, which then passes. */
  FaultProxy when(BulkWatcher told) {
    watcher = told;
    return this;
  }

  int bulks() {
    return bulks.get();
  }

  /** How many bulk requests have met a fault. */
  int struck() {
    return struck.get();
  }

  /** How many connections of clients are open. */
  int connections() {
    return connections.get();
  }

  /** The ids of the documents whose success the client was told of. */
  Set<String> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  private static void spawn(Runnable work) {
    Thread thread = new Thread(work, "fault-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        sockets.add(client);
        connections.incrementAndGet();
        spawn(() -> carry(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void carry(Socket client) {
    try (client;
        Socket server = new Socket(host, port)) {
      sockets.add(server);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Passage passage = new Passage(client, server);
      spawn(passage::carryReplies);
      passage.carryRequests();
    } catch (IOException e) {
      // One side has gone, or a fault cut both off.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(client);
      connections.decrementAndGet();
    }
  }

  /** Goes away: nobody listens any more, and every connection breaks. */
  void vanish() throws IOException {
    socket.close();
    for (Socket open : sockets) {
      open.close();
    }
  }

  @Override
  public void close() throws IOException {
    vanish();
  }

  /** One connection of a client and the one to the server that goes with it. */
  private final class Passage {

    private final Socket client;
    private final Socket server;
    private volatile ProxyFault fault = ProxyFault.NONE;
    private volatile Acknowledging acknowledging = Acknowledging.nothing();

    Passage(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void carryRequests() throws IOException, InterruptedException {
      InputStream in = new BufferedInputStream(client.getInputStream(), 64 * 1024);
      try {
        Optional<HttpMessage> request = HttpMessage.next(in);
        while (request.isPresent()) {
          carry(request.get());
          request = HttpMessage.next(in);
        }
      } finally {
        acknowledging.end(acknowledged);
      }
    }

    private void carry(HttpMessage request) throws IOException, InterruptedException {
      acknowledging.end(acknowledged);
      fault = ProxyFault.NONE;
      if (targets.test(request)) {
        int number = bulks.incrementAndGet();
        tell(number);
        fault = faults.apply(number);
        if (fault != ProxyFault.NONE) {
          struck.incrementAndGet();
        }
      }
      acknowledging = request.isBulk() ? Acknowledging.of(request.text()) : Acknowledging.nothing();
      pass(request);
    }

    private void tell(int number) throws IOException {
      try {
        watcher.comes(number);
      } catch (Exception e) {
        throw new IOException(e);
      }
    }

    private void pass(HttpMessage request) throws IOException, InterruptedException {
      byte[] body = request.body();
      switch (fault) {
        case RESET_BEFORE:
          reset(client);
          throw new IOException("reset");
        case RESET_WITHIN:
          request.writeHead(server.getOutputStream());
          server.getOutputStream().write(body, 0, body.length / 2);
          reset(server);
          reset(client);
          throw new IOException("reset");
        case BLACK_HOLE:
          return;
        case BUSY:
          client.getOutputStream().write(refusal("429 Too Many Requests"));
          return;
        case UNAVAILABLE:
          client.getOutputStream().write(refusal("503 Service Unavailable"));
          return;
        case TRICKLE:
          request.writeHead(server.getOutputStream());
          for (int at = 0; at < body.length; at += 2048) {
            server.getOutputStream().write(body, at, Math.min(2048, body.length - at));
            Thread.sleep(32);
          }
          return;
        default:
          request.writeHead(server.getOutputStream());
          server.getOutputStream().write(body);
      }
    }

    private byte[] refusal(String status) {
      String body = "{\"error\":{\"type\":\"refused_by_the_proxy\",\"reason\":\"\"}}";
      String head = "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n";
      return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    void carryReplies() {
      byte[] buffer = new byte[64 * 1024];
      try {
        InputStream in = server.getInputStream();
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          pass(Arrays.copyOf(buffer, count));
        }
        client.shutdownOutput();
      } catch (IOException e) {
        close(client);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void pass(byte[] reply) throws IOException, InterruptedException {
      switch (fault) {
        case RESET_AFTER:
          reset(client);
          throw new IOException("reset");
        case TRUNCATE_REPLY:
          client.getOutputStream().write(reply, 0, reply.length / 2);
          throw new IOException("truncated");
        case HALF_OPEN:
          return;
        case DELAY:
          Thread.sleep(1_000);
          break;
        default:
      }
      acknowledging.reply(reply);
      client.getOutputStream().write(reply);
    }

    private void reset(Socket side) throws IOException {
      side.setSoLinger(true, 0);
      side.close();
    }

    private void close(Socket side) {
      try {
        side.close();
      } catch (IOException e) {
        // It is gone anyway.
      }
    }
  }
}
