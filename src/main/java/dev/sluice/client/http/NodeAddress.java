package dev.sluice.client.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpHost;

/** The address of a node: scheme, host, port and path prefix. Immutable. */
public final class NodeAddress {

  private static final int USUAL_PORT = 9200;

  /** Accepts more than a URI host: names with an underscore are not valid host names but exist. */
  private static final Pattern AUTHORITY =
      Pattern.compile("([\\w.-]+|\\[[0-9a-fA-F:.%]+])(?::(\\d{1,6}))?");

  private final HttpHost host;
  private final String prefix;

  private NodeAddress(HttpHost host, String prefix) {
    this.host = host;
    this.prefix = prefix;
  }

  /**
   * Parses a URL. Without a scheme it is {@code http}, on port 9200 if no port is given.
   *
   * @throws IllegalArgumentException with the problem; never contains user or password
   */
  public static NodeAddress parse(String url) {
    boolean bare = !url.contains("://");
    URI uri;
    try {
      uri = new URI(bare ? "http://" + url : url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not a URL", e);
    }
    check(uri);
    Matcher authority = AUTHORITY.matcher(uri.getRawAuthority());
    if (!authority.matches()) {
      throw new IllegalArgumentException("has no host");
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String name = authority.group(1).replaceAll("[\\[\\]]", "");
    return new NodeAddress(
        new HttpHost(scheme, name, port(authority.group(2), scheme, bare)),
        prefix(uri.getRawPath()));
  }

  private static void check(URI uri) {
    String authority = uri.getRawAuthority();
    if (authority == null) {
      throw new IllegalArgumentException("has no host");
    }
    if (authority.contains("@")) {
      throw new IllegalArgumentException(
          "must not contain a user or password: set "
              + ConnectionSettings.USER
              + " and the secret "
              + Secrets.PASSWORD);
    }
    String scheme = uri.getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
      throw new IllegalArgumentException("must start with http:// or https://");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("must not have a query or fragment");
    }
  }

  private static int port(String given, String scheme, boolean bare) {
    if (given == null) {
      return bare ? USUAL_PORT : scheme.equals("https") ? 443 : 80;
    }
    int port = Integer.parseInt(given);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("has the invalid port " + given + ": use 1 to 65535");
    }
    return port;
  }

  private static String prefix(String path) {
    String prefix = path == null ? "" : path;
    while (prefix.endsWith("/")) {
      prefix = prefix.substring(0, prefix.length() - 1);
    }
    return prefix;
  }

  public HttpHost host() {
    return host;
  }

  /** The path prefix: empty, or with a leading slash and no trailing one. */
  public String prefix() {
    return prefix;
  }

  boolean isTls() {
    return host.getSchemeName().equals("https");
  }

  /** Whether the address is on this machine. */
  boolean isLocal() {
    String name = host.getHostName();
    return name.equals("localhost") || name.equals("::1") || name.matches("127(\\.\\d+){3}");
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
