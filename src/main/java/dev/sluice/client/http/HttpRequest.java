package dev.sluice.client.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An HTTP request for any node. Immutable. */
public final class HttpRequest {

  public static final String JSON = "application/json";

  /** Accepted by 7.17, 8 and 9. */
  public static final String NDJSON = "application/x-ndjson";

  /** The body of a request. */
  public interface Body {
    /** The exact number of bytes that {@link #writeTo} writes. */
    long length();

    /** Writes all bytes. */
    void writeTo(OutputStream out) throws IOException;
  }

  private static final Body NOTHING = body(new byte[0], 0);

  final String method;
  final String path;
  final Map<String, String> headers;
  public final Body body;

  private final Duration most;

  private HttpRequest(
      String method, String path, Map<String, String> headers, Body body, Duration most) {
    this.method = method;
    this.path = path;
    this.headers = headers;
    this.body = body;
    this.most = most;
  }

  /** A request without a body. */
  public static HttpRequest of(String method, String path) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", JSON);
    return new HttpRequest(method, path, headers, NOTHING, null);
  }

  public static HttpRequest get(String path) {
    return of("GET", path);
  }

  /** A copy with another header. */
  public HttpRequest header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpRequest(method, path, more, body, most);
  }

  /** A copy with a body. */
  public HttpRequest body(Body bytes, String contentType) {
    return new HttpRequest(method, path, headers, bytes, most).header("Content-Type", contentType);
  }

  /** A copy with a shorter timeout. */
  public HttpRequest within(Duration time) {
    return new HttpRequest(method, path, headers, body, time);
  }

  /** The timeout of this request if it is shorter than that of the connection. */
  public Optional<Duration> most() {
    return Optional.ofNullable(most);
  }

  /** Encodes a name as one part of a path. */
  public static String part(String name) {
    try {
      return URLEncoder.encode(name, "UTF-8").replace("+", "%20");
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError("every JDK has UTF-8", e);
    }
  }

  /** A copy with a JSON body. */
  public HttpRequest json(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return body(body(bytes, bytes.length), JSON);
  }

  public static Body body(byte[] bytes, int length) {
    return new Body() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
      }
    };
  }

  /** Whether the request is idempotent. */
  public boolean isSafe() {
    return method.equals("GET") || method.equals("HEAD");
  }

  @Override
  public String toString() {
    int query = path.indexOf('?');
    return method + " " + (query < 0 ? path : path.substring(0, query));
  }
}
