package dev.sluice.client.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.SocketHolder;

/**
 * An HTTP connection that never logs headers or bytes. HttpClient's own connection writes the
 * Authorization header and whole documents to its DEBUG log.
 *
 * <p>A server that refuses a request may reply and close the connection without reading it. The
 * write then fails before the reply is read. This class still reads the reply, which contains the
 * reason.
 */
final class QuietConnection extends DefaultManagedHttpClientConnection {

  /** Items of a batch are written one by one; a larger buffer saves system calls. */
  private static final Http1Config CONFIG = Http1Config.custom().setBufferSize(64 * 1024).build();

  /** How often to check for a reply while the request is being written. */
  private static final long LOOK_EVERY = 256 * 1024L;

  /** Why the request could not be written completely; null if it was. */
  private IOException broken;

  QuietConnection(String id, CharsetDecoder decoder, CharsetEncoder encoder) {
    super(
        id,
        decoder,
        encoder,
        CONFIG,
        null,
        null,
        (request, connection, in, written, more) ->
            connection.getSSLSession() == null
                && written / LOOK_EVERY != (written + more) / LOOK_EVERY
                && in.available() > 0,
        null,
        null);
  }

  @Override
  public void bind(Socket socket) throws IOException {
    bind(new SocketHolder(socket));
  }

  @Override
  public void bind(SSLSocket tls, Socket socket) throws IOException {
    bind(new SocketHolder(tls, socket));
  }

  @Override
  public void sendRequestEntity(ClassicHttpRequest request) throws HttpException, IOException {
    try {
      super.sendRequestEntity(request);
    } catch (IOException e) {
      broken = e;
    }
  }

  @Override
  public void flush() throws IOException {
    if (broken != null) {
      return;
    }
    try {
      super.flush();
    } catch (IOException e) {
      broken = e;
    }
  }

  @Override
  public ClassicHttpResponse receiveResponseHeader() throws HttpException, IOException {
    if (broken == null) {
      return super.receiveResponseHeader();
    }
    try {
      ClassicHttpResponse response = super.receiveResponseHeader();
      if (response != null) {
        return response;
      }
    } catch (IOException | HttpException e) {
      broken.addSuppressed(e);
    }
    throw broken;
  }

  /** Whether the connection can be reused; not after a request that was partly written. */
  @Override
  public boolean isConsistent() {
    return broken == null && super.isConsistent();
  }

  @Override
  protected void onRequestSubmitted(ClassicHttpRequest request) {}

  @Override
  protected void onResponseReceived(ClassicHttpResponse response) {}
}
