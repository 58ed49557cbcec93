/**
 * The command {@code check}: reads a cluster, an index and the input of a job, and judges whether a
 * load would go well.
 *
 * <p>Readers send GET requests; the findings are pure functions of the replies. May use {@code
 * client}, {@code mapreduce}, {@code hbase} and {@code cli.run}. Start with {@link
 * dev.sluice.cli.check.Check} and {@link dev.sluice.cli.check.Finding}.
 */
package dev.sluice.cli.check;
