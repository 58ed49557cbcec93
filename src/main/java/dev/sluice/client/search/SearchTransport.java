package dev.sluice.client.search;

import java.time.Duration;

/**
 * Searches over points in time, as raw bytes. Each call sends one request to one node, once, and
 * blocks for a request timeout at most; who calls again meets another node. Thread-safe.
 */
public interface SearchTransport {

  /**
   * Opens a point in time. Not cut off by {@link #abort}.
   *
   * @param index a concrete index
   * @param preference which of its shards, as in {@code _shards:3}
   * @param keepAlive how long the server keeps it after the last request
   * @return its id
   */
  String open(String index, String preference, Duration keepAlive) throws SearchException;

  /**
   * Searches; a shard that fails fails the search.
   *
   * @param body the request, as JSON, with the point in time in it
   * @param most bytes of the reply to take
   * @return the reply, whole
   * @throws SearchException with {@link SearchException.Kind#TOO_LARGE} for a larger reply
   */
  byte[] search(String body, int most) throws SearchException;

  /** Closes a point in time, which may have gone already. Not cut off by {@link #abort}. */
  void close(String id) throws SearchException;

  /** Cuts off the searches under way and fails all later ones. */
  void abort();
}
