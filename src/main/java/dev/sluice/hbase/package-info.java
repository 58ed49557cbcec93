/**
 * Loads HBase tables: the input format with few map tasks, the mapper, and {@link
 * dev.sluice.hbase.TableJob}, which sets up jobs.
 *
 * <p>May use {@code hbase.scan}, {@code hbase.mapping}, {@code hbase.since}, {@code mapreduce}.
 * Start with {@link dev.sluice.hbase.TableJob}, {@link dev.sluice.hbase.GroupedTableInputFormat}
 * and {@link dev.sluice.hbase.DocumentTableMapper}.
 */
package dev.sluice.hbase;
