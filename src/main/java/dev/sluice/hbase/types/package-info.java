/**
 * How bytes of a row become JSON or text, and the words that types are written in.
 *
 * <p>May use {@code json}, HBase. Begin with {@link dev.sluice.hbase.types.FieldType}, {@link
 * dev.sluice.hbase.types.ColumnType} and {@link dev.sluice.hbase.types.TextForm}.
 */
package dev.sluice.hbase.types;
