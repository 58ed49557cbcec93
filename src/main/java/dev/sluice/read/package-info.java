/**
 * Reads a shard: slices of a point in time, page after page, several at a time. Documents are cut
 * from the replies and not parsed.
 *
 * <p>May use {@code config}, {@code flow}, {@code json}, {@code client.search}. Begin with {@link
 * dev.sluice.read.ShardReader}, {@link dev.sluice.read.SliceReader} and {@link
 * dev.sluice.read.PointInTime}.
 */
package dev.sluice.read;
