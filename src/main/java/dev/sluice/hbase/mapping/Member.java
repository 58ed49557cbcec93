package dev.sluice.hbase.mapping;

/** Writes one field of a document, or none if the row has nothing for it. */
@FunctionalInterface
interface Member {

  void write(Row row, DocumentWriter out) throws RowException;
}
