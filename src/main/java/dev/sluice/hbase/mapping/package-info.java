/**
 * The mapping language, which describes how a row becomes a document. {@link
 * dev.sluice.hbase.mapping.MappingParser} parses it and {@link dev.sluice.hbase.mapping.RowEncoder}
 * applies it.
 *
 * <p>May use {@code hbase.types}, {@code io}, {@code mapreduce.job}. Start with {@link
 * dev.sluice.hbase.mapping.RowMapping}, {@link dev.sluice.hbase.mapping.MappingParser} and {@link
 * dev.sluice.hbase.mapping.RowEncoder}.
 */
package dev.sluice.hbase.mapping;
