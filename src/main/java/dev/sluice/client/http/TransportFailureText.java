package dev.sluice.client.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** Explains a transport failure: the outcome of the request, and what to change. */
final class TransportFailureText {

  private final ConnectionOptions options;
  private final Duration limit;
  private final NodeAddress node;
  private final Exception cause;
  private final boolean started;
  private final boolean late;
  private final boolean aborted;

  /**
   * Describes a failure.
   *
   * @param limit the timeout of the exchange
   * @param started whether writing the body had started
   * @param late whether the deadline of the exchange ended it
   * @param aborted whether the owner of the request cancelled it
   */
  TransportFailureText(
      ConnectionOptions options,
      Duration limit,
      NodeAddress node,
      Exception cause,
      boolean started,
      boolean late,
      boolean aborted) {
    this.options = options;
    this.limit = limit;
    this.node = node;
    this.cause = cause;
    this.started = started;
    this.late = late;
    this.aborted = aborted;
  }

  public CallException describe(HttpRequest call) {
    return new CallException(
        outcome(), node + options.proxy().words() + ": " + call + ": " + words(), cause);
  }

  private CallException.Outcome outcome() {
    if (started) {
      return CallException.Outcome.UNKNOWN;
    }
    return isDistrusted() ? CallException.Outcome.HOPELESS : CallException.Outcome.NOT_SENT;
  }

  private boolean isDistrusted() {
    return find(CertificateException.class).isPresent()
        || find(CertPathBuilderException.class).isPresent()
        || find(SSLPeerUnverifiedException.class).isPresent();
  }

  private String words() {
    if (aborted) {
      return "canceled because the task was aborted";
    }
    if (late) {
      return "no complete reply within "
          + limit.toMillis()
          + " ms"
          + (limit.equals(options.timeout()) ? " (" + ConnectionSettings.TIMEOUT + ")" : "");
    }
    return trust().orElseGet(() -> network().orElseGet(this::plain));
  }

  private Optional<String> trust() {
    Optional<SSLPeerUnverifiedException> name = find(SSLPeerUnverifiedException.class);
    if (name.isPresent()) {
      return Optional.of(
          name.get().getMessage()
              + ". Use the host name from its certificate in "
              + ConnectionSettings.NODES);
    }
    Optional<CertificateExpiredException> expired = find(CertificateExpiredException.class);
    if (expired.isPresent()) {
      return Optional.of(
          "its certificate has expired ("
              + expired.get().getMessage()
              + "). Renew it, or correct this machine's clock");
    }
    if (find(CertPathBuilderException.class).isPresent()) {
      return Optional.of(
          "its certificate is signed by an untrusted authority. Set the authority's"
              + " certificate in "
              + ConnectionSettings.CA_FILE
              + " or "
              + ConnectionSettings.TRUSTSTORE
              + ", or its "
              + ConnectionSettings.FINGERPRINT);
    }
    return find(CertificateException.class)
        .map(GeneralSecurityException::getMessage)
        .map(text -> "its certificate is not trusted: " + text);
  }

  private Optional<String> network() {
    if (find(UnknownHostException.class).isPresent()) {
      return Optional.of("no such host");
    }
    if (find(ConnectTimeoutException.class).isPresent()) {
      return Optional.of("no connection within " + options.connectTimeout().toMillis() + " ms");
    }
    if (find(NoRouteToHostException.class).isPresent()) {
      return Optional.of("no route to host");
    }
    if (find(ConnectException.class).isPresent()) {
      return Optional.of("connection refused");
    }
    if (find(SocketTimeoutException.class).isPresent()) {
      return Optional.of("the connection timed out");
    }
    return find(SSLException.class)
        .map(
            e ->
                "TLS failed ("
                    + e.getMessage()
                    + "); check whether the port expects plain http://");
  }

  private String plain() {
    String text =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return text + (node.isTls() ? "" : hint());
  }

  private String hint() {
    boolean odd =
        find(org.apache.hc.core5.http.NoHttpResponseException.class).isPresent()
            || find(org.apache.hc.core5.http.ProtocolException.class).isPresent()
            || find(java.net.SocketException.class).isPresent();
    return odd ? " (check that the port is Elasticsearch's and expects http://, not https://)" : "";
  }

  private <X extends Throwable> Optional<X> find(Class<X> type) {
    int depth = 0;
    for (Throwable e = cause; e != null && depth < 20; e = e.getCause()) {
      if (type.isInstance(e)) {
        return Optional.of(type.cast(e));
      }
      depth++;
    }
    return Optional.empty();
  }
}
