/**
 * The mapping language: lines that say how a row becomes a document. Read by {@link
 * dev.sluice.hbase.mapping.MappingParser}, applied by {@link dev.sluice.hbase.mapping.RowEncoder}.
 *
 * <p>May use {@code hbase.types}, {@code io}, {@code mapreduce.job}. Begin with {@link
 * dev.sluice.hbase.mapping.RowMapping}, {@link dev.sluice.hbase.mapping.MappingParser} and {@link
 * dev.sluice.hbase.mapping.RowEncoder}.
 */
package dev.sluice.hbase.mapping;
