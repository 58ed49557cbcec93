/**
 * Jobs that copy documents to another index or into files, with a ledger of each shard, so that a
 * job that failed can be completed.
 *
 * <p>May use {@code mapreduce.input}, {@code mapreduce.task}. Begin with {@link
 * dev.sluice.mapreduce.copy.CopyInputFormat}, {@link dev.sluice.mapreduce.copy.CopyMapper} and
 * {@link dev.sluice.mapreduce.copy.CopiedShards}.
 */
package dev.sluice.mapreduce.copy;
