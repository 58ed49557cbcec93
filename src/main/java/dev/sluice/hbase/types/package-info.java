/**
 * Converts bytes of a row to JSON or text, and parses type names.
 *
 * <p>May use {@code json}, HBase. Start with {@link dev.sluice.hbase.types.FieldType}, {@link
 * dev.sluice.hbase.types.ColumnType} and {@link dev.sluice.hbase.types.TextForm}.
 */
package dev.sluice.hbase.types;
