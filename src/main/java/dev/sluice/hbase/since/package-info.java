/**
 * Reads only the rows of a table that changed since a time, or since the last load.
 *
 * <p>May use {@code hbase.scan}, {@code hbase.mapping}, {@code mapreduce.since}. Start with {@link
 * dev.sluice.hbase.since.ChangedRows} and {@link dev.sluice.hbase.since.SinceSubmission}.
 */
package dev.sluice.hbase.since;
