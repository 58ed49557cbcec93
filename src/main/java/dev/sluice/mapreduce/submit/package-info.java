/**
 * The submission of a job that writes: all checks that are possible before it starts.
 *
 * <p>May use the packages of {@code mapreduce} below it. Start with {@link
 * dev.sluice.mapreduce.submit.WriteSubmission}, {@link dev.sluice.mapreduce.submit.LoadChecks} and
 * {@link dev.sluice.mapreduce.submit.RangePlanner}.
 */
package dev.sluice.mapreduce.submit;
