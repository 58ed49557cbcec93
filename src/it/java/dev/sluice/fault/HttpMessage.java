package dev.sluice.fault;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * An HTTP request as it comes over the wire, read by hand, so that a fault can strike at any byte.
 * The head is read at once, the body when asked for. Knows no chunked bodies: nobody here sends
 * such.
 */
final class HttpMessage {

  private static final int LONGEST_HEAD = 64 * 1024;

  private final String head;
  private final InputStream in;
  private final int contentLength;
  private byte[] body;

  private HttpMessage(String head, InputStream in) {
    this.head = head;
    this.in = in;
    contentLength = header(head, "content-length").map(Integer::parseInt).orElse(0);
  }

  /** Reads the next head; empty where the other side has no more. */
  static Optional<HttpMessage> next(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < 4) {
      int b = in.read();
      if (b < 0) {
        return Optional.empty();
      }
      bytes.write(b);
      if (bytes.size() > LONGEST_HEAD) {
        throw new IOException("a head without an end");
      }
      matched = b == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : b == '\r' ? 1 : 0;
    }
    return Optional.of(new HttpMessage(bytes.toString(StandardCharsets.ISO_8859_1), in));
  }

  private static Optional<String> header(String head, String name) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).trim())
        .findFirst();
  }

  Optional<String> header(String name) {
    return header(head, name);
  }

  String method() {
    return head.substring(0, head.indexOf(' '));
  }

  /** The path, without the query. */
  String path() {
    String target = head.split(" ", 3)[1];
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  boolean isBulk() {
    return path().endsWith("/_bulk");
  }

  boolean isSearch() {
    return path().endsWith("/_search");
  }

  int contentLength() {
    return contentLength;
  }

  /** The body; reads it the first time. */
  byte[] body() throws IOException {
    if (body == null) {
      byte[] read = in.readNBytes(contentLength);
      if (read.length < contentLength) {
        throw new EOFException("a body cut short");
      }
      body = read;
    }
    return body;
  }

  String text() throws IOException {
    return new String(body(), StandardCharsets.UTF_8);
  }

  /** Reads some of the body and forgets it. */
  void skip(int bytes) throws IOException {
    in.skipNBytes(bytes);
  }

  /** Reads the body and forgets it; how many lines it had. */
  int forget() throws IOException {
    InputStream bytes = new ByteArrayInputStream(body());
    body = new byte[0];
    boolean gzip = header("content-encoding").filter("gzip"::equals).isPresent();
    int lines = 0;
    byte[] buffer = new byte[64 * 1024];
    try (InputStream text = gzip ? new GZIPInputStream(bytes) : bytes) {
      for (int count = text.read(buffer); count >= 0; count = text.read(buffer)) {
        for (int i = 0; i < count; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
      }
    }
    return lines;
  }

  /** Passes on the head, as it came. */
  void writeHead(OutputStream out) throws IOException {
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public String toString() {
    return method() + " " + path() + " (" + contentLength + " bytes)";
  }
}
