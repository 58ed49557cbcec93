/**
 * The data that a job carries to its tasks and keeps in its directory: the index plan, secrets,
 * files of task attempts and their manifests.
 *
 * <p>May use {@code mapreduce.encode}, {@code mapreduce.engine}, {@code client}, {@code eshadoop}.
 * Start with {@link dev.sluice.mapreduce.job.IndexPlan}, {@link
 * dev.sluice.mapreduce.job.JobDirectory} and {@link dev.sluice.mapreduce.job.TaskManifest}.
 */
package dev.sluice.mapreduce.job;
