package dev.sluice.fault;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that speaks as much of Elasticsearch as a job needs, follows a script for its bulk
 * requests, and remembers what it really applied. One thread for each connection, daemons all,
 * named {@code scripted-server}; {@link #close} ends them. Thread-safe.
 */
final class ScriptedElasticsearch implements AutoCloseable {

  private static final Pattern DOCS = Pattern.compile("\\{(\"_index\"[^{}]*)\\}");

  private final ServerSocket socket;
  private final AppliedActions applied = new AppliedActions();
  private final IntFunction<BulkFault> script;
  private final AtomicInteger bulks = new AtomicInteger();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean created;

  private ScriptedElasticsearch(ServerSocket socket, IntFunction<BulkFault> script) {
    this.socket = socket;
    this.script = script;
  }

  /**
   * Starts a server on a free port.
   *
   * @param script what to do with the bulk request of a number, counted from 1 as they come
   */
  static ScriptedElasticsearch start(IntFunction<BulkFault> script) throws IOException {
    ScriptedElasticsearch server =
        new ScriptedElasticsearch(
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    server.spawn(server::accept);
    return server;
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  GroundTruth truth() {
    return applied;
  }

  /** How many bulk requests have come. */
  int bulks() {
    return bulks.get();
  }

  /** How many connections are open now. */
  int connections() {
    return connections.size();
  }

  private void spawn(Runnable work) {
    Thread thread = new Thread(work, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        connections.add(connection);
        spawn(() -> serve(connection));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream());
      Optional<HttpMessage> request = HttpMessage.next(in);
      while (request.isPresent()) {
        answer(request.get(), connection);
        request = HttpMessage.next(in);
      }
    } catch (IOException e) {
      // The client has gone, or the script broke the connection.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(connection);
    }
  }

  private void answer(HttpMessage request, Socket connection)
      throws IOException, InterruptedException {
    if (request.isBulk()) {
      created = true;
      script.apply(bulks.incrementAndGet()).meet(new BulkExchange(request, connection, applied));
      return;
    }
    request.body();
    Answer answer = administer(request);
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    OutputStream out = connection.getOutputStream();
    out.write(BulkExchange.head(answer.status(), bytes.length));
    if (!request.method().equals("HEAD")) {
      out.write(bytes);
    }
    out.flush();
  }

  private record Answer(int status, String body) {}

  private Answer administer(HttpMessage request) throws IOException {
    String path = request.path();
    if (path.startsWith("/_nodes")) {
      return new Answer(
          200,
          """
          {"nodes":{"x":{"name":"x","version":"8.19.0","roles":["data"]}}}""");
    } else if (path.equals("/_mget")) {
      return new Answer(200, multiGet(request.text()));
    } else if (path.startsWith("/_resolve/index/")) {
      return resolve(path.substring("/_resolve/index/".length()));
    } else if (path.endsWith("/_settings")) {
      String name = path.substring(1, path.indexOf('/', 1));
      return new Answer(
          200,
          "{\""
              + name
              + "\":{\"settings\":{\"index.number_of_shards\":\"1\",\"index.uuid\":\"u\"}}}");
    } else if (path.endsWith("/_mapping")) {
      return new Answer(200, "{}");
    } else if (path.endsWith("/_refresh")) {
      return new Answer(200, "{\"_shards\":{\"total\":1,\"successful\":1,\"failed\":0}}");
    } else if (path.endsWith("/_count")) {
      return new Answer(
          200,
          "{\"count\":"
              + applied.count()
              + ",\"_shards\":{\"total\":1,\"successful\":1,\"skipped\":0,\"failed\":0}}");
    } else if (request.method().equals("PUT")) {
      created = true;
      return new Answer(
          200, "{\"acknowledged\":true,\"shards_acknowledged\":true,\"index\":\"i\"}");
    }
    return new Answer(400, "{\"error\":{\"type\":\"no_handler\",\"reason\":\"scripted\"}}");
  }

  private Answer resolve(String name) {
    if (!created) {
      return new Answer(
          404, "{\"error\":{\"type\":\"index_not_found_exception\",\"reason\":\"scripted\"}}");
    }
    return new Answer(
        200,
        "{\"indices\":[{\"name\":\""
            + name
            + "\",\"attributes\":[\"open\"]}],\"aliases\":[],\"data_streams\":[]}");
  }

  private String multiGet(String body) {
    List<String> docs = new ArrayList<>();
    Matcher doc = DOCS.matcher(body);
    while (doc.find()) {
      String id = AppliedActions.idsIn(doc.group(1)).iterator().next();
      docs.add(
          applied
              .source(id)
              .map(source -> "{\"_id\":\"" + id + "\",\"found\":true,\"_source\":" + source + "}")
              .orElse("{\"_id\":\"" + id + "\",\"found\":false}"));
    }
    return "{\"docs\":[" + String.join(",", docs) + "]}";
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }
}
