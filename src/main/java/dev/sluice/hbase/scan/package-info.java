/**
 * Reads a table or a snapshot with few map tasks: row ranges, read ahead by a thread, and reopened
 * after a lost scanner.
 *
 * <p>May use {@code routing}, {@code flow}, HBase. Start with {@link
 * dev.sluice.hbase.scan.GroupedRecordReader}, {@link dev.sluice.hbase.scan.RangeScan} and {@link
 * dev.sluice.hbase.scan.HBaseSettings}.
 */
package dev.sluice.hbase.scan;
