/**
 * Shard-aware routing: computes the shard of each document and sends its request to the node with
 * the primary. Each such node is a lane of the bulk engine.
 *
 * <p>May use {@code client.index}, {@code routing}, {@code bulk}. Start with {@link
 * dev.sluice.client.lanes.LanePlanner}, {@link dev.sluice.client.lanes.ShardLanes} and {@link
 * dev.sluice.client.lanes.LanePlan}.
 */
package dev.sluice.client.lanes;
