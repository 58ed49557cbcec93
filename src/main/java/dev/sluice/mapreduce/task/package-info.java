/**
 * A task attempt that writes: its connection, its bulk engine, its counters and heartbeat, and the
 * files of what was rejected.
 *
 * <p>May use {@code mapreduce.job}, {@code client}. Begin with {@link
 * dev.sluice.mapreduce.task.IndexRecordWriter}, {@link dev.sluice.mapreduce.task.TaskBulkLoad} and
 * {@link dev.sluice.mapreduce.task.DeadLetterFile}.
 */
package dev.sluice.mapreduce.task;
