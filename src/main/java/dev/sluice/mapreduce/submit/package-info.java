/**
 * What happens when a job that writes is submitted: everything that can be known to fail fails
 * here.
 *
 * <p>May use the packages of {@code mapreduce} below it. Begin with {@link
 * dev.sluice.mapreduce.submit.WriteSubmission}, {@link dev.sluice.mapreduce.submit.LoadChecks} and
 * {@link dev.sluice.mapreduce.submit.RangePlanner}.
 */
package dev.sluice.mapreduce.submit;
