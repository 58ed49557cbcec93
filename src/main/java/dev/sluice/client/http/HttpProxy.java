package dev.sluice.client.http;

import dev.sluice.config.Secret;
import dev.sluice.config.Settings;
import java.net.ProxySelector;
import java.util.Optional;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * The route to the nodes: direct, through a proxy, or by the JVM's system properties. Immutable;
 * never prints the password.
 */
final class HttpProxy {

  private static final String SYSTEM = "system";

  private final HttpHost host;
  private final boolean system;
  private final String user;
  private final Secret password;

  private HttpProxy(HttpHost host, boolean system, String user, Secret password) {
    this.host = host;
    this.system = system;
    this.user = user;
    this.password = password;
  }

  /** Reads the proxy and reports problems to the settings. */
  static HttpProxy read(Settings settings, Secrets secrets) {
    String given = settings.get(ConnectionSettings.PROXY).orElse("");
    Optional<String> user = settings.get(ConnectionSettings.PROXY_USER);
    Optional<Secret> password = secrets.find(Secrets.PROXY_PASSWORD);
    boolean named = !given.isEmpty() && !given.equalsIgnoreCase(SYSTEM);
    HttpHost host = named ? host(given, settings) : null;
    boolean system = given.equalsIgnoreCase(SYSTEM) && hasSystemProxy();
    if (user.isPresent() != password.isPresent()) {
      settings.problem(
          ConnectionSettings.PROXY_USER
              + " and the secret "
              + Secrets.PROXY_PASSWORD
              + " must be set together: set both or neither");
    } else if (user.isPresent() && !named) {
      settings.problem(
          ConnectionSettings.PROXY_USER
              + " is set but "
              + ConnectionSettings.PROXY
              + " is not: set the proxy, or remove the user");
    }
    return new HttpProxy(host, system, user.orElse(null), password.orElse(null));
  }

  private static boolean hasSystemProxy() {
    return System.getProperty("http.proxyHost") != null
        || System.getProperty("https.proxyHost") != null;
  }

  private static HttpHost host(String given, Settings settings) {
    try {
      NodeAddress address = NodeAddress.parse(given);
      if (!address.isTls() && address.prefix().isEmpty()) {
        return address.host();
      }
    } catch (IllegalArgumentException e) {
      // Reported below without the value, which could contain a password.
    }
    settings.problem(
        ConnectionSettings.PROXY
            + " must be the host:port of an HTTP proxy, or "
            + SYSTEM
            + "; set user and password in "
            + ConnectionSettings.PROXY_USER
            + " and the secret "
            + Secrets.PROXY_PASSWORD);
    return null;
  }

  /** Configures a client for this route. */
  void lead(HttpClientBuilder client) {
    if (system) {
      client.setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()));
    } else if (host != null) {
      client.setProxy(host);
      if (user != null) {
        BasicCredentialsProvider known = new BasicCredentialsProvider();
        known.setCredentials(
            new AuthScope(host),
            new UsernamePasswordCredentials(user, password.reveal().toCharArray()));
        client.setDefaultCredentialsProvider(known);
      }
    }
  }

  /** Whether the proxy asks for credentials before it opens a tunnel to a node. */
  boolean asks() {
    return user != null;
  }

  /** The header for the proxy; empty with a tunnel, because the node at its end would read it. */
  Optional<Header> header(NodeAddress node) {
    return user == null || node.isTls()
        ? Optional.empty()
        : Optional.of(
            new BasicHeader(
                "Proxy-Authorization", "Basic " + Credentials.basic64(user, password), true));
  }

  /** The route, for messages; empty if direct. */
  String words() {
    if (system) {
      return " through the proxy of the JVM's system properties";
    }
    return host == null ? "" : " through the proxy " + host.toHostString();
  }
}
