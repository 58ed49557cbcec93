package dev.sluice.client.http;

import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A node of the cluster, as the cluster describes it. Immutable. */
public final class Node {

  private final String id;
  private final String name;
  private final String httpAddress;
  private final ServerVersion version;
  private final Set<String> roles;

  public Node(
      String id, String name, String httpAddress, ServerVersion version, Set<String> roles) {
    this.id = id;
    this.name = name;
    this.httpAddress = httpAddress;
    this.version = version;
    this.roles = Collections.unmodifiableSet(new HashSet<>(roles));
  }

  /** The node id, used in shard tables. */
  public String id() {
    return id;
  }

  /** The node name. */
  public String name() {
    return name;
  }

  /** The URL that the node publishes; empty if it has no HTTP interface. */
  public Optional<String> httpAddress() {
    return Optional.ofNullable(httpAddress);
  }

  /** The version of the node. */
  public ServerVersion version() {
    return version;
  }

  /** The roles, such as {@code data} or {@code master}. */
  public Set<String> roles() {
    return roles;
  }

  /** Whether the node holds shards that are written to. */
  public boolean holdsData() {
    return roles.stream().anyMatch(role -> role.startsWith("data") && !role.equals("data_frozen"));
  }

  @Override
  public String toString() {
    return name + " (" + version + (httpAddress == null ? "" : ", " + httpAddress) + ")";
  }
}
