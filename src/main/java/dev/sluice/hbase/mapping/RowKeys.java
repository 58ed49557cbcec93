package dev.sluice.hbase.mapping;

import java.util.Optional;

/** Computes row keys from document ids, the inverse of a mapping. */
public final class RowKeys {

  private RowKeys() {}

  /**
   * The key of the row with a document id.
   *
   * @return a key that no row has if no row can have the id; empty if the rule of the mapping
   *     cannot be inverted, because it uses a part of the key or a digest
   */
  public static Optional<byte[]> of(RowMapping mapping, String id) {
    return mapping.id().keyOf(id);
  }
}
