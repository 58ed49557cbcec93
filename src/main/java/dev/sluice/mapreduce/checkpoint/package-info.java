/**
 * Checkpoints of map tasks: how far a task has come in its input, with everything before that
 * settled, so that the next attempt goes on there.
 *
 * <p>May use {@code bulk} for its counts, and {@code mapreduce.job}. Start with {@link
 * dev.sluice.mapreduce.checkpoint.TaskCheckpoints} and {@link
 * dev.sluice.mapreduce.checkpoint.CheckpointRule}.
 */
package dev.sluice.mapreduce.checkpoint;
