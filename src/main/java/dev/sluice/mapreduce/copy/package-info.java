/**
 * Jobs that copy documents to another index or to files. A manifest for each copied shard makes a
 * failed job resumable.
 *
 * <p>May use {@code mapreduce.input}, {@code mapreduce.task}. Start with {@link
 * dev.sluice.mapreduce.copy.CopyInputFormat}, {@link dev.sluice.mapreduce.copy.CopyMapper} and
 * {@link dev.sluice.mapreduce.copy.CopiedShards}.
 */
package dev.sluice.mapreduce.copy;
