/**
 * Searches over points in time as raw bytes, and the plan of what to read: which shards there are
 * behind some names, and where.
 *
 * <p>May use {@code client.index}. Begin with {@link dev.sluice.client.search.ReadPlanner}, {@link
 * dev.sluice.client.search.SearchTransport} and {@link dev.sluice.client.search.ReadShard}.
 */
package dev.sluice.client.search;
