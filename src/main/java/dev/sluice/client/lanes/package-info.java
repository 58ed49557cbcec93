/**
 * Shard-aware routing: the shard of each document is computed and its request sent to the node with
 * the primary; each such node is a lane of the bulk engine.
 *
 * <p>May use {@code client.index}, {@code routing}, {@code bulk}. Begin with {@link
 * dev.sluice.client.lanes.LanePlanner}, {@link dev.sluice.client.lanes.ShardLanes} and {@link
 * dev.sluice.client.lanes.LanePlan}.
 */
package dev.sluice.client.lanes;
