package dev.sluice.mapreduce.encode;

import dev.sluice.json.ByteSlice;
import java.io.IOException;
import java.util.Optional;

/**
 * Takes ids from a field, and generates them for documents in which the field is null. Not
 * thread-safe.
 */
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
      // Only these documents are numbered; their order is also the same in each attempt.
      return generated.next(key, json, start, count);
    }
    return Optional.of(text.isPresent() ? text.get() : field.in(document));
  }

  @Override
  public long numbered() {
    return generated.numbered();
  }

  @Override
  public void continueAt(long number) {
    generated.continueAt(number);
  }
}
