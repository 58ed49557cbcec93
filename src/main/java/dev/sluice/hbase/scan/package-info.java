/**
 * Reads a table or a snapshot with few map tasks: ranges of rows, read ahead by a thread, opened
 * again where a scanner is lost.
 *
 * <p>May use {@code routing}, {@code flow}, HBase. Begin with {@link
 * dev.sluice.hbase.scan.GroupedRecordReader}, {@link dev.sluice.hbase.scan.RangeScan} and {@link
 * dev.sluice.hbase.scan.HBaseSettings}.
 */
package dev.sluice.hbase.scan;
