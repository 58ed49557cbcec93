/**
 * A task attempt that writes: its connection, its bulk engine, its counters and heartbeat, and its
 * dead letter files.
 *
 * <p>May use {@code mapreduce.job}, {@code client}. Start with {@link
 * dev.sluice.mapreduce.task.IndexRecordWriter}, {@link dev.sluice.mapreduce.task.TaskBulkLoad} and
 * {@link dev.sluice.mapreduce.task.DeadLetterFile}.
 */
package dev.sluice.mapreduce.task;
