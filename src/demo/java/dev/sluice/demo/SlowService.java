package dev.sluice.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A service on this machine that knows the rank of any page, and takes its time to tell. */
final class SlowService implements AutoCloseable {

  static final int DELAY_MILLIS = 20;

  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(4);
  private final HttpServer server;

  SlowService() throws IOException {
    // Or each answer waits for the acknowledgement of its own header, 40 ms more.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newSingleThreadExecutor());
    server.createContext("/", this::answerLater);
    server.start();
  }

  String url() {
    return "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort();
  }

  private void answerLater(HttpExchange exchange) {
    Future<?> later = clock.schedule(() -> answer(exchange), DELAY_MILLIS, TimeUnit.MILLISECONDS);
    if (later.isCancelled()) {
      exchange.close();
    }
  }

  private static void answer(HttpExchange exchange) {
    int rank = Math.floorMod(exchange.getRequestURI().getPath().hashCode(), 100);
    byte[] body = Integer.toString(rank).getBytes(UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    clock.shutdownNow();
  }
}
