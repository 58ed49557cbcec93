/**
 * Loads tables of HBase: the input format over few tasks, the mapper, and {@link
 * dev.sluice.hbase.TableJob}, which sets jobs up.
 *
 * <p>May use {@code hbase.scan}, {@code hbase.mapping}, {@code mapreduce}. Begin with {@link
 * dev.sluice.hbase.TableJob}, {@link dev.sluice.hbase.GroupedTableInputFormat} and {@link
 * dev.sluice.hbase.DocumentTableMapper}.
 */
package dev.sluice.hbase;
