package dev.sluice.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import org.apache.hc.core5.http.HttpHost;

/** Where a node listens: scheme, host, port, and a path before all others. Immutable. */
final class NodeAddress {

  private static final int USUAL_PORT = 9200;

  private final HttpHost host;
  private final String prefix;

  private NodeAddress(HttpHost host, String prefix) {
    this.host = host;
    this.prefix = prefix;
  }

  /**
   * Reads a URL. Without a scheme it is {@code http}, on port 9200 if it names none.
   *
   * @throws IllegalArgumentException with what is wrong; never shows user or password
   */
  static NodeAddress parse(String url) {
    boolean bare = !url.contains("://");
    URI uri;
    try {
      uri = new URI(bare ? "http://" + url : url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not a URL", e);
    }
    check(uri);
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    return new NodeAddress(
        new HttpHost(scheme, bareHost(uri), port(uri, scheme, bare)), prefix(uri.getRawPath()));
  }

  /** A node's published address beside the one given: same scheme, no prefix. */
  static NodeAddress of(String scheme, String hostAndPort) {
    return parse(scheme + "://" + hostAndPort);
  }

  private static void check(URI uri) {
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "must not hold a user or password: give "
              + ConnectionSettings.USER
              + " and the secret "
              + Secrets.PASSWORD);
    }
    String scheme = uri.getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
      throw new IllegalArgumentException("must start with http:// or https://");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("names no host");
    }
    if (uri.getPort() > 65_535 || uri.getPort() == 0) {
      throw new IllegalArgumentException("has a port that cannot be");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("must not hold a query or fragment");
    }
  }

  private static String bareHost(URI uri) {
    String host = uri.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static int port(URI uri, String scheme, boolean bare) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    if (bare) {
      return USUAL_PORT;
    }
    return scheme.equals("https") ? 443 : 80;
  }

  private static String prefix(String path) {
    String prefix = path == null ? "" : path;
    while (prefix.endsWith("/")) {
      prefix = prefix.substring(0, prefix.length() - 1);
    }
    return prefix;
  }

  HttpHost host() {
    return host;
  }

  /** The path before all others: empty, or a slash and no slash at its end. */
  String prefix() {
    return prefix;
  }

  boolean isTls() {
    return host.getSchemeName().equals("https");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NodeAddress
        && ((NodeAddress) other).host.equals(host)
        && ((NodeAddress) other).prefix.equals(prefix);
  }

  @Override
  public int hashCode() {
    return Objects.hash(host, prefix);
  }

  @Override
  public String toString() {
    return host.toURI() + prefix;
  }
}
