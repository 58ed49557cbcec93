package dev.sluice.client.http;

import dev.sluice.config.Secret;
import dev.sluice.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The options of a connection, fixed when it opens. Immutable; never prints secrets. */
public final class ConnectionOptions {

  private static final Logger log = LoggerFactory.getLogger(ConnectionOptions.class);

  private final List<NodeAddress> nodes;
  private final boolean discovery;
  private final Duration connectTimeout;
  private final Duration timeout;
  private final NodeRole role;
  private final ExtraHeaders headers;
  private final HttpProxy proxy;
  private final Credentials credentials;
  private final TlsTrust trust;
  private final TlsIdentity identity;
  private final Caller caller;

  private ConnectionOptions(Settings settings, Secrets secrets, Caller caller) {
    this.caller = caller;
    nodes = nodes(settings);
    discovery = settings.get(ConnectionSettings.DISCOVERY);
    connectTimeout = settings.get(ConnectionSettings.CONNECT_TIMEOUT);
    timeout = settings.get(ConnectionSettings.TIMEOUT);
    role = settings.get(ConnectionSettings.ROLE);
    headers = ExtraHeaders.read(settings, secrets);
    proxy = HttpProxy.read(settings, secrets);
    credentials = Credentials.read(settings, secrets, headers);
    trust = TlsTrust.read(settings, secrets);
    identity = TlsIdentity.read(settings, secrets);
  }

  /**
   * Reads the options and the certificate files, and reports problems to the settings. Warns if
   * credentials would be sent unencrypted.
   *
   * @param settings the configuration keys
   * @param secrets passwords, keys and tokens
   * @param caller who sends the requests
   */
  public static ConnectionOptions read(Settings settings, Secrets secrets, Caller caller) {
    ConnectionOptions options = new ConnectionOptions(settings, secrets, caller);
    options.warnOfClearText();
    return options;
  }

  private static List<NodeAddress> nodes(Settings settings) {
    List<NodeAddress> nodes = new ArrayList<>();
    for (String url : settings.get(ConnectionSettings.NODES)) {
      try {
        nodes.add(NodeAddress.parse(url));
      } catch (IllegalArgumentException e) {
        settings.problem(
            ConnectionSettings.NODES
                + " contains \""
                + harmless(url)
                + "\", which "
                + e.getMessage());
      }
    }
    if (settings.get(ConnectionSettings.NODES).isEmpty()) {
      settings.problem(
          ConnectionSettings.NODES
              + " is empty but must name at least one node, such as https://es-1:9200");
    }
    return Collections.unmodifiableList(nodes);
  }

  /** A URL without parts that may be a password. */
  private static String harmless(String url) {
    int at = url.lastIndexOf('@');
    return at < 0 ? url : "****" + url.substring(at);
  }

  private void warnOfClearText() {
    if (credentials.isGiven() || headers.isSecret()) {
      nodes.stream()
          .filter(node -> !node.isTls() && !node.isLocal())
          .findFirst()
          .ifPresent(
              node ->
                  log.warn(
                      "Credentials are sent unencrypted to {}: use https:// on an untrusted"
                          + " network",
                      node));
    }
  }

  /**
   * The certificates from file, trust store or text, as PEM; empty if none are set. Stored in
   * {@link ConnectionSettings#CA}, so tasks do not need the files.
   */
  public Optional<String> certificates() {
    return trust.pem();
  }

  /**
   * The client certificate and its key; empty if not set. Carried as the secret {@link
   * Secrets#IDENTITY}, so tasks do not need the key store.
   */
  public Optional<Secret> identity() {
    return identity.pem();
  }

  /** The timeout of a request, from connecting to the last byte of the reply. */
  public Duration timeout() {
    return timeout;
  }

  public List<NodeAddress> nodes() {
    return nodes;
  }

  public boolean discovery() {
    return discovery;
  }

  Duration connectTimeout() {
    return connectTimeout;
  }

  public NodeRole role() {
    return role;
  }

  ExtraHeaders headers() {
    return headers;
  }

  HttpProxy proxy() {
    return proxy;
  }

  public Credentials credentials() {
    return credentials;
  }

  TlsTrust trust() {
    return trust;
  }

  TlsIdentity tlsIdentity() {
    return identity;
  }

  Caller caller() {
    return caller;
  }

  @Override
  public String toString() {
    return nodes + " as " + credentials;
  }
}
