/**
 * How far incremental jobs have read their sources: marks in the {@code _meta} of the target index,
 * planned at submission and written at commit.
 *
 * <p>May use {@code mapreduce.task}. Start with {@link dev.sluice.mapreduce.since.SinceMarks} and
 * {@link dev.sluice.mapreduce.since.PlannedMark}.
 */
package dev.sluice.mapreduce.since;
