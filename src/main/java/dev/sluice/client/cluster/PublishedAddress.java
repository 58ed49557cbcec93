package dev.sluice.client.cluster;

import dev.sluice.client.http.NodeAddress;
import java.util.Optional;

/**
 * The address that a node publishes, {@code ip:port} or {@code name/ip:port}, as a URL. Nodes
 * publish all kinds of text; one that is not understood costs locality and nothing else.
 */
final class PublishedAddress {

  private PublishedAddress() {}

  /** The URL, by the name where there is one; absent if the address is not understood. */
  static Optional<String> url(String scheme, String published) {
    int slash = published.indexOf('/');
    String address = published.substring(slash + 1);
    String name = slash < 0 ? "" : published.substring(0, slash);
    int colon = address.lastIndexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    // What has a colon is an address, too, and perhaps one with the name of a network interface.
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
