/**
 * Jobs that continue a failed job: what its tasks and their checkpoints cover is not read again.
 *
 * <p>May use {@code mapreduce.checkpoint}, {@code mapreduce.owner} and {@code mapreduce.report}.
 * Start with {@link dev.sluice.mapreduce.resume.EarlierJob}, {@link
 * dev.sluice.mapreduce.resume.RangeSet} and {@link dev.sluice.mapreduce.resume.ResumedJob}.
 */
package dev.sluice.mapreduce.resume;
