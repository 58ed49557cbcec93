/**
 * The control plane: a question to whichever node answers, small replies as trees, and the nodes of
 * the cluster as they come and go.
 *
 * <p>May use {@code client.http}. Begin with {@link dev.sluice.client.cluster.NodeFailover}, {@link
 * dev.sluice.client.cluster.Discovery} and {@link dev.sluice.client.cluster.JsonTree}.
 */
package dev.sluice.client.cluster;
