package dev.sluice.client;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.SocketHolder;

/**
 * A connection that logs neither headers nor bytes, at any level. HttpClient's own writes the
 * Authorization header and whole documents to its DEBUG log.
 */
final class QuietConnection extends DefaultManagedHttpClientConnection {

  /** Items of a batch are written one by one: a larger buffer saves system calls. */
  private static final Http1Config CONFIG = Http1Config.custom().setBufferSize(64 * 1024).build();

  /** The reply may come before the whole request has been written; look for it this often. */
  private static final long LOOK_EVERY = 256 * 1024L;

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
  protected void onRequestSubmitted(ClassicHttpRequest request) {}

  @Override
  protected void onResponseReceived(ClassicHttpResponse response) {}
}
