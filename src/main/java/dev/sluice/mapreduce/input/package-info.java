/**
 * Reading indices into a job: the check at submit, a split for each shard, and what a document
 * becomes for a mapper.
 *
 * <p>May use {@code mapreduce.job}, {@code read}. Begin with {@link
 * dev.sluice.mapreduce.input.ReadSubmission}, {@link dev.sluice.mapreduce.input.IndexRecordReader}
 * and {@link dev.sluice.mapreduce.input.HitConverter}.
 */
package dev.sluice.mapreduce.input;
