package dev.sluice.hbase.mapping;

import dev.sluice.hbase.types.TextForm;
import java.util.Optional;

/** {@code _id = key as TYPE}: how the row key becomes the document id. Immutable. */
final class IdRule {

  /** The maximum length of an id in Elasticsearch, in bytes of UTF-8. */
  private static final int LONGEST = 512;

  static final IdRule DEFAULT = new IdRule(KeySlice.WHOLE, TextForm.UTF8);

  private static final byte[] NO_KEY = {};

  private final KeySlice slice;
  private final TextForm form;

  IdRule(KeySlice slice, TextForm form) {
    this.slice = slice;
    this.form = form;
  }

  /**
   * Whether different rows always have different ids. True unless the id uses only a part of the
   * row key.
   */
  boolean isUnique() {
    return slice.isWhole();
  }

  String of(Row row, DocumentWriter out) throws RowException {
    try {
      int length = slice.length(row.keyLength());
      String id = form.of(row.keyArray(), row.keyOffset() + slice.from(), length);
      int size = form == TextForm.UTF8 ? length : id.length();
      if (size > LONGEST) {
        throw new IllegalArgumentException(
            "found an id of "
                + size
                + " bytes, but Elasticsearch allows at most "
                + LONGEST
                + "; write _id = "
                + slice
                + " as sha256");
      }
      return id;
    } catch (IllegalArgumentException e) {
      throw out.refused(row, "_id", e.getMessage());
    }
  }

  /**
   * The key of the row with an id.
   *
   * @return empty bytes, which no row has as key, if no row can have the id; empty if the rule
   *     cannot be inverted
   */
  Optional<byte[]> keyOf(String id) {
    return slice.isWhole() && form != TextForm.SHA256
        ? Optional.of(form.bytesOf(id).orElse(NO_KEY))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "_id = " + slice + " as " + form;
  }
}
