/**
 * Who runs a job: the process or YARN application, as the directory of the job records it, and
 * whether it still runs.
 *
 * <p>May use {@code json}, {@code mapreduce.job}. Start with {@link
 * dev.sluice.mapreduce.owner.JobOwner} and {@link dev.sluice.mapreduce.owner.OwnerLookup}.
 */
package dev.sluice.mapreduce.owner;
