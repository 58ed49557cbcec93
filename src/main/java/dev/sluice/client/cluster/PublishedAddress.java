package dev.sluice.client.cluster;

import dev.sluice.client.http.NodeAddress;
import java.util.Optional;

/**
 * Parses the address that a node publishes, {@code ip:port} or {@code name/ip:port}, to a URL. An
 * address that cannot be parsed costs only locality.
 */
final class PublishedAddress {

  private PublishedAddress() {}

  /** The URL, with the host name if there is one; empty if the address cannot be parsed. */
  static Optional<String> url(String scheme, String published) {
    int slash = published.indexOf('/');
    String address = published.substring(slash + 1);
    String name = slash < 0 ? "" : published.substring(0, slash);
    int colon = address.lastIndexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    // A text with a colon is also an address, perhaps one with a network interface.
    String host = name.isEmpty() || name.contains(":") ? address.substring(0, colon) : name;
    String url = scheme + "://" + host + address.substring(colon);
    try {
      NodeAddress.parse(url);
      return Optional.of(url);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
