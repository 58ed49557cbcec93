package dev.sluice.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** What came back for a request. Good only while its reader runs. */
final class HttpAnswer {

  /** Makes something of an answer. */
  interface Reader<T> {
    T read(HttpAnswer answer) throws IOException;
  }

  private final ClassicHttpResponse response;

  HttpAnswer(ClassicHttpResponse response) {
    this.response = response;
  }

  int status() {
    return response.getCode();
  }

  boolean isOk() {
    return status() / 100 == 2;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
  }

  /** The headers of a name, or all for null. */
  Header[] headers(String name) {
    return name == null ? response.getHeaders() : response.getHeaders(name);
  }

  /** The body, streamed. */
  InputStream body() throws IOException {
    HttpEntity entity = response.getEntity();
    InputStream content = entity == null ? null : entity.getContent();
    return content == null ? new ByteArrayInputStream(new byte[0]) : content;
  }

  /** The body, at most so many bytes of it. */
  byte[] bytes(int most) throws IOException {
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
