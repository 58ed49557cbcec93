package dev.sluice.client.cluster;

import co.elastic.clients.transport.TransportOptions;
import co.elastic.clients.transport.http.TransportHttpClient;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ByteArrayBinaryData;
import dev.sluice.client.Connection;
import dev.sluice.client.http.HttpRequest;
import dev.sluice.client.http.HttpResponse;
import dev.sluice.client.http.Node;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.Header;

/** Carries the typed client's requests over our own connections. Blocking only; thread-safe. */
public final class TypedHttp implements TransportHttpClient {

  private static final int MOST_BYTES = 64 * 1024 * 1024;

  /** The header without which the typed client takes no answer. */
  private static final String PRODUCT = "X-Elastic-Product";

  private final NodeFailover control;

  public TypedHttp(NodeFailover control) {
    this.control = control;
  }

  @Override
  public Response performRequest(
      String endpoint, Node ignored, Request request, TransportOptions options) throws IOException {
    HttpRequest call =
        HttpRequest.of(request.method(), request.path() + query(request.queryParams()));
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      call = call.header(header.getKey(), header.getValue());
    }
    if (options != null) {
      for (Map.Entry<String, String> header : options.headers()) {
        call = call.header(header.getKey(), header.getValue());
      }
    }
    if (request.body() != null) {
      byte[] bytes = joined(request.body());
      call = call.body(HttpRequest.body(bytes, bytes.length));
    }
    return control.exchange(call, Answer::new);
  }

  private static String query(Map<String, String> parameters) throws IOException {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      parts.add(encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()));
    }
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  private static String encoded(String text) throws IOException {
    return URLEncoder.encode(text, "UTF-8");
  }

  private static byte[] joined(Iterable<ByteBuffer> buffers) {
    byte[] all = new byte[0];
    for (ByteBuffer buffer : buffers) {
      ByteBuffer part = buffer.duplicate();
      int start = all.length;
      all = Arrays.copyOf(all, start + part.remaining());
      part.get(all, start, part.remaining());
    }
    return all;
  }

  @Override
  public CompletableFuture<Response> performRequestAsync(
      String endpoint, Node ignored, Request request, TransportOptions options) {
    throw new UnsupportedOperationException("administration is blocking");
  }

  /** The connections are the {@link Connection}'s. */
  @Override
  public void close() {}

  private static final class Answer implements Response {

    private final int status;
    private final Header[] headers;
    private final byte[] body;

    Answer(HttpResponse answer) throws IOException {
      status = answer.status();
      headers = answer.headers(null);
      body = answer.bytes(MOST_BYTES);
    }

    @Override
    public Node node() {
      return null;
    }

    @Override
    public int statusCode() {
      return status;
    }

    @Override
    public String header(String name) {
      return headers(name).stream().findFirst().orElse(null);
    }

    @Override
    public List<String> headers(String name) {
      if (name.equalsIgnoreCase(PRODUCT) && noneNamed(name)) {
        // A proxy may have taken it away; versions have told that this is Elasticsearch.
        return Collections.singletonList("Elasticsearch");
      }
      return Arrays.stream(headers)
          .filter(header -> header.getName().equalsIgnoreCase(name))
          .map(Header::getValue)
          .collect(
              Collectors.collectingAndThen(Collectors.toList(), Collections::unmodifiableList));
    }

    private boolean noneNamed(String name) {
      return Arrays.stream(headers).noneMatch(header -> header.getName().equalsIgnoreCase(name));
    }

    @Override
    public BinaryData body() {
      return body.length == 0
          ? null
          : new ByteArrayBinaryData(
              body, 0, body.length, Optional.ofNullable(header("Content-Type")).orElse(""));
    }

    @Override
    public Object originalResponse() {
      return this;
    }

    @Override
    public void close() {}
  }
}
