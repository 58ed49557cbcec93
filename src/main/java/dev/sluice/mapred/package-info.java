/**
 * The formats for jobs of Hadoop's old API.
 *
 * <p>May use {@code mapreduce}. Start with {@link dev.sluice.mapred.IndexOutputFormat}, {@link
 * dev.sluice.mapred.IndexInputFormat} and {@link dev.sluice.mapred.IndexOutputCommitter}.
 */
package dev.sluice.mapred;
