/**
 * A task attempt that writes: its connection, its bulk engine, its counters and heartbeat, and the
 * files of what was rejected.
 *
 * <p>May use {@code mapreduce.job}, {@code client}. Begin with {@link
 * dev.sluice.mapreduce.task.IndexRecordWriter}, {@link dev.sluice.mapreduce.task.TaskLoad} and
 * {@link dev.sluice.mapreduce.task.RejectedDocuments}.
 */
package dev.sluice.mapreduce.task;
