/**
 * The command {@code jobs}: finds the directories of jobs, tells what became of each job, and
 * removes old directories.
 *
 * <p>May use {@code mapreduce.owner}, {@code mapreduce.report} and {@code cli.run}. Start with
 * {@link dev.sluice.cli.jobs.JobDirectories} and {@link dev.sluice.cli.jobs.Judgement}.
 */
package dev.sluice.cli.jobs;
