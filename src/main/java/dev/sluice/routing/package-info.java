/**
 * The arithmetic of shards and regions: which shard a document goes to, which rows share a range,
 * and how regions are folded into tasks. Pure functions.
 *
 * <p>May use the JDK. Begin with {@link dev.sluice.routing.ShardFunction}, {@link
 * dev.sluice.routing.RowRanges} and {@link dev.sluice.routing.RegionFold}.
 */
package dev.sluice.routing;
