/**
 * Runs the job of a command: progress, summary, exit code, and killing it on Ctrl-C.
 *
 * <p>May use {@code mapreduce}, {@code io}. Begin with {@link dev.sluice.cli.run.JobRun}, {@link
 * dev.sluice.cli.run.Summary} and {@link dev.sluice.cli.run.ExitCode}.
 */
package dev.sluice.cli.run;
