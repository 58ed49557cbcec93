package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Answers each bulk request after the same time, whatever the load, with success for every item:
 * what a large cluster looks like to one mapper. It keeps nothing. Everything else is passed on to
 * a real server, so that every client finds what it asks for. {@link #close} ends its threads.
 */
final class Sink implements Front {

  private static final byte[] WHOLE_ITEM =
      ("{\"index\":{\"_index\":\"bench\",\"_id\":\"0000000000\",\"_version\":1,"
              + "\"result\":\"created\",\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0},"
              + "\"_seq_no\":1000,\"_primary_term\":1,\"status\":201}}")
          .getBytes(US_ASCII);
  private static final byte[] FILTERED_ITEM =
      "{\"index\":{\"result\":\"created\",\"status\":201}}".getBytes(US_ASCII);
  private static final byte[] HEAD = "{\"took\":1,\"errors\":false,\"items\":[".getBytes(US_ASCII);
  private static final byte[] END = "]}".getBytes(US_ASCII);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http = HttpClient.newHttpClient();
  private final String behind;
  private final Duration delay;

  private Sink(HttpServer server, String behind, Duration delay) {
    this.server = server;
    this.behind = behind;
    this.delay = delay;
  }

  /** Starts one on a free port. */
  static Sink before(String url, Duration delay) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Sink sink = new Sink(server, url, delay);
    server.setExecutor(sink.threads);
    server.createContext("/", sink::answer);
    server.start();
    return sink;
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public boolean keepsDocuments() {
    return false;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestURI().getPath().endsWith("/_bulk")) {
        swallow(exchange);
      } else {
        pass(exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void swallow(HttpExchange exchange) throws IOException, InterruptedException {
    int items = lines(exchange.getRequestBody()) / 2;
    TimeUnit.NANOSECONDS.sleep(delay.toNanos());
    String query = exchange.getRequestURI().getRawQuery();
    boolean filtered = query != null && query.contains("filter_path");
    byte[] item = filtered ? FILTERED_ITEM : WHOLE_ITEM;
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("X-elastic-product", "Elasticsearch");
    long length = HEAD.length + (long) items * (item.length + 1) - 1 + END.length;
    exchange.sendResponseHeaders(200, length);
    try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 64 * 1024)) {
      out.write(HEAD);
      for (int i = 0; i < items; i++) {
        if (i > 0) {
          out.write(',');
        }
        out.write(item);
      }
      out.write(END);
    }
  }

  private static int lines(InputStream body) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    int lines = 0;
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      for (int i = 0; i < count; i++) {
        if (buffer[i] == '\n') {
          lines++;
        }
      }
    }
    return lines;
  }

  private void pass(HttpExchange exchange) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    for (String name : List.of("Content-Type", "Accept")) {
      List<String> values = exchange.getRequestHeaders().getOrDefault(name, List.of());
      values.forEach(value -> request.header(name, value));
    }
    HttpResponse<byte[]> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    for (String name : List.of("Content-Type", "X-elastic-product")) {
      answer
          .headers()
          .firstValue(name)
          .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
    }
    byte[] body = answer.body();
    exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
