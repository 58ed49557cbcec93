package dev.sluice.mapreduce.encode;

import dev.sluice.json.ByteSlice;
import java.io.IOException;
import java.util.Optional;

/** Takes ids from a field, and makes one for a document in which that is null. Not thread-safe. */
final class NullableIds implements DocumentIds {

  private final DocumentField field;
  private final DocumentIds generated;

  NullableIds(DocumentField field, DocumentIds generated) {
    this.field = field;
    this.generated = generated;
  }

  @Override
  public boolean ofContent() {
    return generated.ofContent();
  }

  @Override
  public Optional<String> next(Object key, byte[] json, int start, int count)
      throws IOException, RecordRefusedException {
    ByteSlice document = ByteSlice.of(json, start, count);
    Optional<String> text = field.find(document);
    if (!text.isPresent() && field.isNull(document)) {
      // Numbers count these documents alone, which come in the same order in each attempt, too.
      return generated.next(key, json, start, count);
    }
    return Optional.of(text.isPresent() ? text.get() : field.in(document));
  }
}
