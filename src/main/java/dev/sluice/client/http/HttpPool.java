package dev.sluice.client.http;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Creates the HTTP client of a connection: one pool, one TLS context, and nothing automatic. No
 * retries, redirects, cookies or compression, and no reply to an authentication challenge except
 * that of a proxy before it opens a tunnel.
 */
final class HttpPool {

  /** The engine limits the requests in flight; the pool must not limit them further. */
  private static final int PLENTY = 1024;

  /**
   * A pooled connection is checked before each use, which takes a millisecond. A connection closed
   * by the server would otherwise leave a request with unknown outcome.
   */
  private static final TimeValue LOOK_AFTER = TimeValue.ZERO_MILLISECONDS;

  /** Proxies commonly close connections that are idle for a minute. */
  private static final Timeout IDLE = Timeout.ofSeconds(30);

  private static final String OPAQUE_ID = "X-Opaque-Id";

  private HttpPool() {}

  static CloseableHttpClient create(ConnectionOptions options) throws ElasticsearchException {
    HttpClientBuilder builder =
        HttpClients.custom()
            .setConnectionManager(connections(options))
            .setUserAgent(options.caller().userAgent())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(Timeout.of(options.timeout()))
                    .setConnectionRequestTimeout(Timeout.of(options.timeout()))
                    .setExpectContinueEnabled(false)
                    .setAuthenticationEnabled(options.proxy().asks())
                    .setProtocolUpgradeEnabled(false)
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableConnectionState();
    List<Header> headers = new ArrayList<>(options.headers().all());
    if (!options.headers().has(OPAQUE_ID)) {
      options.caller().opaqueId().ifPresent(id -> headers.add(new BasicHeader(OPAQUE_ID, id)));
    }
    options.credentials().header().ifPresent(headers::add);
    builder.setDefaultHeaders(headers);
    options.proxy().lead(builder);
    return builder.build();
  }

  private static PoolingHttpClientConnectionManager connections(ConnectionOptions options)
      throws ElasticsearchException {
    Timeout connect = Timeout.of(options.connectTimeout());
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setConnectionFactory(quiet())
        .setTlsSocketStrategy(tls(options))
        .setMaxConnTotal(PLENTY)
        .setMaxConnPerRoute(PLENTY)
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build())
        .setDefaultSocketConfig(
            SocketConfig.custom().setTcpNoDelay(true).setSoKeepAlive(true).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(connect)
                .setSocketTimeout(Timeout.of(options.timeout()))
                .setValidateAfterInactivity(LOOK_AFTER)
                .setIdleTimeout(IDLE)
                .build())
        .build();
  }

  private static HttpConnectionFactory<ManagedHttpClientConnection> quiet() {
    AtomicLong count = new AtomicLong();
    return socket -> {
      QuietConnection connection =
          new QuietConnection("sluice-" + count.getAndIncrement(), null, null);
      if (socket != null) {
        connection.bind(socket);
      }
      return connection;
    };
  }

  private static TlsSocketStrategy tls(ConnectionOptions options) throws ElasticsearchException {
    if (options.nodes().stream().noneMatch(NodeAddress::isTls)) {
      return HttpPool::noTls;
    }
    try {
      return new DefaultClientTlsStrategy(
          options.trust().context(options.tlsIdentity()),
          HostnameVerificationPolicy.CLIENT,
          options.trust().hostnames());
    } catch (GeneralSecurityException | IOException e) {
      throw new ElasticsearchException(
          0, "", "TLS cannot be set up with the certificates given: " + e.getMessage(), e);
    }
  }

  /**
   * Instead of a TLS context, which takes a tenth of a second. Never called: discovered nodes have
   * the scheme of the given ones.
   */
  private static SSLSocket noTls(
      Socket socket, String host, int port, Object attachment, HttpContext context)
      throws SSLException {
    throw new SSLException("no node with https:// was given, but " + host + " is to use TLS");
  }
}
