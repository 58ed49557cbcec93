package dev.sluice.client.search;

import dev.sluice.json.ByteSlice;
import java.time.Duration;
import java.util.function.IntFunction;

/**
 * Sends searches over points in time, as raw bytes. Each call sends one request to one node, once,
 * and blocks for at most the request timeout; a repeated call uses another node. Thread-safe.
 */
public interface SearchTransport {

  /**
   * Opens a point in time. {@link #abort} does not cancel it.
   *
   * @param index a concrete index
   * @param preference the search preference, such as {@code _shards:3}
   * @param keepAlive how long the server keeps it after the last request
   * @return its id
   */
  String open(String index, String preference, Duration keepAlive) throws SearchException;

  /**
   * Searches; a failed shard fails the search.
   *
   * @param body the request as JSON, including the point in time
   * @param memory the maximum memory in bytes that receiving the reply takes; a reply of half of it
   *     always fits
   * @param expected the probable size of the reply
   * @param arrays makes the array, which has at least the given length
   * @return the complete reply, from the start of an array
   * @throws SearchException with {@link SearchException.Kind#TOO_LARGE} for a larger reply
   */
  ByteSlice search(String body, int memory, int expected, IntFunction<byte[]> arrays)
      throws SearchException;

  /**
   * Sends another request that only reads, such as a multi-get.
   *
   * @param path the path of the API, with its parameters
   * @param body the request as JSON
   * @param most the maximum size of the reply in bytes
   * @return the complete reply
   * @throws SearchException with {@link SearchException.Kind#TOO_LARGE} for a larger reply
   */
  byte[] ask(String path, String body, int most) throws SearchException;

  /** Closes a point in time, which may have expired. {@link #abort} does not cancel it. */
  void close(String id) throws SearchException;

  /** Cancels searches in flight and fails all later ones. */
  void abort();
}
