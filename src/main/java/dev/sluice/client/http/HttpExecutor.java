package dev.sluice.client.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.io.CloseMode;

/**
 * Sends one HTTP request to one node, once, and knows afterwards whether any of the body was sent.
 * Blocks until the reader has read the whole reply or the timeout has passed. Thread-safe.
 */
public final class HttpExecutor implements Closeable {

  private final ConnectionOptions options;
  private final CloseableHttpClient client;
  private final Deadlines deadlines;

  private HttpExecutor(ConnectionOptions options, CloseableHttpClient client, Deadlines deadlines) {
    this.options = options;
    this.client = client;
    this.deadlines = deadlines;
  }

  /** Creates the connection pool and starts the deadline thread; no network access. */
  public static HttpExecutor open(ConnectionOptions options) throws ElasticsearchException {
    return new HttpExecutor(options, HttpPool.create(options), Deadlines.start());
  }

  /**
   * Sends a request.
   *
   * @param running tracks the request while it is in flight
   * @throws CallException if no complete reply came, or the reader could not parse it
   */
  public <T> T call(
      NodeAddress node, HttpRequest call, HttpResponse.Reader<T> reader, InFlightCalls running)
      throws CallException {
    Sending body = new Sending(call.body);
    HttpUriRequestBase request = request(node, call, body);
    AtomicBoolean late = new AtomicBoolean();
    running.started(request);
    try {
      Future<?> deadline =
          deadlines.after(
              limit(call),
              () -> {
                late.set(true);
                request.cancel();
              });
      try {
        return client.execute(
            node.host(), request, null, response -> read(new HttpResponse(response), reader));
      } finally {
        deadline.cancel(false);
      }
    } catch (IOException | RejectedExecutionException | IllegalStateException e) {
      throw new TransportFailureText(
              options, limit(call), node, e, body.started, late.get(), running.isAborted())
          .describe(call);
    } finally {
      running.ended(request);
    }
  }

  private Duration limit(HttpRequest call) {
    Duration timeout = options.timeout();
    return call.most().filter(most -> most.compareTo(timeout) < 0).orElse(timeout);
  }

  private static <T> T read(HttpResponse answer, HttpResponse.Reader<T> reader) throws IOException {
    answer.checkJson();
    return reader.read(answer);
  }

  private HttpUriRequestBase request(NodeAddress node, HttpRequest call, Sending body) {
    HttpUriRequestBase request =
        new HttpUriRequestBase(call.method, URI.create(node.prefix() + call.path));
    call.headers.forEach(request::setHeader);
    options.proxy().header(node).ifPresent(request::setHeader);
    if (call.body.length() > 0 || !call.isSafe()) {
      request.setEntity(body);
    }
    return request;
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
    deadlines.close();
  }

  /** The request body; records whether sending it has started. */
  private static final class Sending extends AbstractHttpEntity {

    private final HttpRequest.Body body;
    private volatile boolean started;

    Sending(HttpRequest.Body body) {
      super((String) null, null, false);
      this.body = body;
    }

    @Override
    public long getContentLength() {
      return body.length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      started = true;
      body.writeTo(new Pieces(out));
    }

    @Override
    public InputStream getContent() {
      throw new UnsupportedOperationException("a request body is write-only");
    }

    @Override
    public boolean isStreaming() {
      return false;
    }

    @Override
    public void close() {}
  }

  /**
   * Writes large arrays in pieces, so that the connection can check for an early reply in between.
   */
  private static final class Pieces extends OutputStream {

    private static final int SIZE = 64 * 1024;

    private final OutputStream out;

    Pieces(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] from, int start, int count) throws IOException {
      for (int done = 0; done < count; done += SIZE) {
        out.write(from, start + done, Math.min(SIZE, count - done));
      }
    }
  }
}
