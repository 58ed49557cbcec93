package dev.sluice.parity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Stands before a server and keeps the lines of each bulk request as they came. Says of every bulk
 * request that it was done, and hands on all others.
 */
final class Recorder implements AutoCloseable {

  private final HttpServer server;
  private final String behind;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  private Recorder(HttpServer server, String behind) {
    this.server = server;
    this.behind = behind;
  }

  /** Stands before the server at a URL. */
  static Recorder before(String url) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Recorder recorder = new Recorder(server, url);
    server.createContext("/", recorder::meet);
    server.start();
    return recorder;
  }

  /** Host and port. */
  String authority() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** The lines of their bodies. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  private void meet(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      URI uri = exchange.getRequestURI();
      if (uri.getPath().endsWith("/_bulk")) {
        List<String> sent = new String(body, UTF_8).lines().toList();
        lines.addAll(sent);
        answer(exchange, 200, "application/json", done(sent));
      } else {
        hand(exchange, uri, body);
      }
    }
  }

  /** The reply of a server that did everything. */
  private static byte[] done(List<String> sent) {
    List<String> items =
        java.util.stream.IntStream.range(0, sent.size() / 2)
            .mapToObj(i -> sent.get(2 * i).startsWith("{\"update\"") ? "update" : "index")
            .map(done -> "{\"" + done + "\":{\"result\":\"updated\",\"status\":200}}")
            .toList();
    return ("{\"took\":1,\"errors\":false,\"items\":[" + String.join(",", items) + "]}")
        .getBytes(UTF_8);
  }

  private void hand(HttpExchange exchange, URI uri, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(behind + uri))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type != null) {
      request.header("Content-Type", type);
    }
    try {
      HttpResponse<byte[]> reply =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      reply
          .headers()
          .firstValue("X-Elastic-Product")
          .ifPresent(product -> exchange.getResponseHeaders().set("X-Elastic-Product", product));
      answer(
          exchange,
          reply.statusCode(),
          reply.headers().firstValue("Content-Type").orElse("application/json"),
          reply.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, none ? -1 : body.length);
    if (!none) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
