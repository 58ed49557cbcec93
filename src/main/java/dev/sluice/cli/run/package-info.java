/**
 * Runs a job for a person who watches: progress, summary, exit code, and a proper end on Ctrl-C.
 *
 * <p>May use {@code mapreduce}, {@code io}. Begin with {@link dev.sluice.cli.run.JobRun}, {@link
 * dev.sluice.cli.run.Summary} and {@link dev.sluice.cli.run.ExitCode}.
 */
package dev.sluice.cli.run;
