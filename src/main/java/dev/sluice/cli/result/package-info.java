/**
 * The results of the jobs of commands: what a summary says, and what to do after a failure.
 *
 * <p>May use {@code cli.run}, {@code cli.lines}, {@code mapreduce}. Begin with {@link
 * dev.sluice.cli.result.LoadReport}.
 */
package dev.sluice.cli.result;
