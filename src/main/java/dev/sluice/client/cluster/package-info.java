/**
 * The control plane: requests to any node with failover, small replies as trees, and node
 * discovery.
 *
 * <p>May use {@code client.http}. Start with {@link dev.sluice.client.cluster.NodeFailover}, {@link
 * dev.sluice.client.cluster.Discovery} and {@link dev.sluice.client.cluster.JsonTree}.
 */
package dev.sluice.client.cluster;
