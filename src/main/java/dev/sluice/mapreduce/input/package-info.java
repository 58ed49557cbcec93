/**
 * Reads indices into a job: the checks at submission, a split for each shard, and the conversion of
 * documents to values.
 *
 * <p>May use {@code mapreduce.job}, {@code read}. Start with {@link
 * dev.sluice.mapreduce.input.ReadSubmission}, {@link dev.sluice.mapreduce.input.IndexRecordReader}
 * and {@link dev.sluice.mapreduce.input.HitConverter}.
 */
package dev.sluice.mapreduce.input;
