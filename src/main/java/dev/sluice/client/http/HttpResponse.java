package dev.sluice.client.http;

import dev.sluice.json.ByteSlice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** An HTTP response. Valid only while its reader runs. */
public final class HttpResponse {

  /** Converts a reply. */
  public interface Reader<T> {
    T read(HttpResponse answer) throws IOException;
  }

  private static final int UNANNOUNCED = 1 << 20;
  private static final int LEAST = 1 << 10;

  /** An array may have this part of its bytes to spare. */
  private static final int SPARE = 9;

  private static final int GZIP_BUFFER = 8 * 1024;
  private static final int PAGE_BYTES = 16 * 1024;

  private final ClassicHttpResponse response;

  public HttpResponse(ClassicHttpResponse response) {
    this.response = response;
  }

  public int status() {
    return response.getCode();
  }

  public boolean isOk() {
    return status() / 100 == 2;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
  }

  /**
   * The body as a stream. Sluice never requests compression, but some proxies compress anyway.
   *
   * @throws IOException also if the compression is not supported
   */
  public InputStream body() throws IOException {
    HttpEntity entity = response.getEntity();
    InputStream content = entity == null ? null : entity.getContent();
    if (content == null || entity.getContentLength() == 0) {
      return new ByteArrayInputStream(new byte[0]);
    }
    String encoding = encoding();
    if (encoding.isEmpty()) {
      return content;
    }
    if (encoding.equals("gzip") || encoding.equals("x-gzip")) {
      return new GZIPInputStream(content, GZIP_BUFFER);
    }
    throw new IOException(
        "the reply has Content-Encoding "
            + encoding
            + ", which Sluice did not request: turn it off in the proxy");
  }

  private String encoding() {
    String given = header("Content-Encoding").orElse("").trim().toLowerCase(Locale.ROOT);
    return given.equals("identity") ? "" : given;
  }

  /** Skips the rest of the body; the connection is then closed. */
  void leaveRest() {
    response.setEntity(null);
  }

  /**
   * The complete body, in an array of its exact size.
   *
   * @throws ReplyTooLargeException if the body has more bytes than that; it is then not read to its
   *     end
   */
  public byte[] whole(int most) throws IOException {
    ByteSlice body = whole(most, Long.MAX_VALUE, UNANNOUNCED, byte[]::new);
    return body.length() == body.array().length ? body.array() : body.copy();
  }

  /**
   * The complete body, from the start of an array that can be longer.
   *
   * @param memory the maximum length of the array, and of two of them while a body that is longer
   *     than expected moves to a larger one; half as many bytes always fit
   * @param expected its probable length; an array of it is not copied if it is about right
   * @param arrays makes the first array, which has at least the given length
   * @throws ReplyTooLargeException if the memory is too small; the body is then not read to its end
   */
  public ByteSlice whole(int memory, int expected, IntFunction<byte[]> arrays) throws IOException {
    return whole(memory, memory, expected, arrays);
  }

  private ByteSlice whole(int most, long memory, int expected, IntFunction<byte[]> arrays)
      throws IOException {
    long announced = response.getEntity() == null ? 0 : response.getEntity().getContentLength();
    if (!encoding().isEmpty()) {
      announced = -1; // that is the compressed length
    }
    if (announced > most) {
      throw new ReplyTooLargeException(most);
    }
    return announced < 0
        ? unannounced(most, memory, arrays.apply(Math.min(most, Math.max(LEAST, expected))))
        : announced((int) announced, arrays.apply((int) announced));
  }

  private ByteSlice announced(int length, byte[] bytes) throws IOException {
    InputStream in = body();
    for (int done = 0; done < length; ) {
      int count = in.read(bytes, done, length - done);
      if (count < 0) {
        throw new EOFException("the reply ends after " + done + " of " + length + " bytes");
      }
      done += count;
    }
    return ByteSlice.of(bytes, 0, length);
  }

  /** Newer servers send chunked replies without a length. */
  private ByteSlice unannounced(int most, long memory, byte[] first) throws IOException {
    byte[] bytes = first;
    InputStream in = body();
    int length = 0;
    while (true) {
      if (length == bytes.length) {
        int next = in.read();
        if (next < 0) {
          return ByteSlice.of(bytes, 0, length);
        }
        int larger = (int) Math.min(Math.min(most, 2L * length), memory - length);
        if (larger <= length) {
          throw new ReplyTooLargeException(most);
        }
        bytes = Arrays.copyOf(bytes, larger);
        bytes[length++] = (byte) next;
      }
      int count = in.read(bytes, length, bytes.length - length);
      if (count < 0) {
        boolean fits =
            bytes.length - length <= bytes.length / SPARE || memory - bytes.length < length;
        return ByteSlice.of(fits ? bytes : Arrays.copyOf(bytes, length), 0, length);
      }
      length += count;
    }
  }

  /**
   * Checks that a successful reply is not a proxy's page.
   *
   * @throws IOException if it is HTML or XML, with its text
   */
  void checkJson() throws IOException {
    String type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (isOk() && (type.contains("html") || type.contains("xml"))) {
      throw new IOException(
          "the reply is a page ("
              + type
              + "), not JSON: another server than Elasticsearch answers there, such as a"
              + " proxy that requires a login. Page text: "
              + ErrorReader.plain(bytes(PAGE_BYTES)));
    }
  }

  /** The first bytes of the body, at most this many. */
  public byte[] bytes(int most) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InputStream in = body();
    byte[] buffer = new byte[8192];
    while (out.size() < most) {
      int count = in.read(buffer, 0, Math.min(buffer.length, most - out.size()));
      if (count < 0) {
        break;
      }
      out.write(buffer, 0, count);
    }
    return out.toByteArray();
  }
}
