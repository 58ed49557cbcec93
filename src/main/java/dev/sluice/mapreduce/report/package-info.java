/**
 * The report of a job in its directory: what it knows about the job, and the files.
 *
 * <p>Start with {@link dev.sluice.mapreduce.report.JobReports}.
 */
package dev.sluice.mapreduce.report;
