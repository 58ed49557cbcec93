/**
 * Shard and region arithmetic: the shard of a document, row ranges, and the grouping of regions
 * into tasks. Pure functions.
 *
 * <p>May use the JDK. Start with {@link dev.sluice.routing.ShardFunction}, {@link
 * dev.sluice.routing.RowRanges} and {@link dev.sluice.routing.RegionFold}.
 */
package dev.sluice.routing;
