/**
 * The control of a running job: the files in its directory with which users pause it or change its
 * rate, and with which the watching command tells tasks how many of them run.
 *
 * <p>May use {@code mapreduce.job}, {@code bulk.limit}. Start with {@link
 * dev.sluice.mapreduce.control.ControlFiles}.
 */
package dev.sluice.mapreduce.control;
