/**
 * Reads a shard: concurrent slices of a point in time, page by page. Documents are cut from the
 * replies without parsing.
 *
 * <p>May use {@code config}, {@code flow}, {@code json}, {@code client.search}. Start with {@link
 * dev.sluice.read.ShardReader}, {@link dev.sluice.read.SliceReader} and {@link
 * dev.sluice.read.PointInTime}.
 */
package dev.sluice.read;
