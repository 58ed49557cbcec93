package dev.sluice.hbase.mapping;

/** Writes one field of a document; writes nothing if the row has no value for it. */
@FunctionalInterface
interface Member {

  void write(Row row, DocumentWriter out) throws RowException;
}
