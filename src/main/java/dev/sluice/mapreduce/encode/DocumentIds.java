package dev.sluice.mapreduce.encode;

import dev.sluice.bulk.action.Operation;
import java.io.IOException;
import java.util.Optional;

/** Determines the id of each document of a task. Not thread-safe. */
interface DocumentIds {

  /**
   * The id of the next document; each call advances the record number.
   *
   * @param key the record key
   * @param json the document
   * @return the id; empty if the server generates one
   * @throws RecordRefusedException if this document has no id, but others may
   * @throws IOException if no document of this type has an id
   */
  Optional<String> next(Object key, byte[] json, int start, int count)
      throws IOException, RecordRefusedException;

  /** Whether an id is generated from the bytes of its document. */
  default boolean ofContent() {
    return false;
  }

  /** The number of ids generated from record numbers so far. */
  default long numbered() {
    return 0;
  }

  /** Continues the record numbers of an earlier attempt. */
  default void continueAt(long number) {}

  /** The ids for an id rule. */
  static DocumentIds of(OutputOptions options, RecordOrder order) {
    switch (options.id.kind()) {
      case KEY:
        KeyToId keys = new KeyToId();
        return (key, json, start, count) -> Optional.of(keys.of(key));
      case FIELD:
        return ofField(options, order);
      case NONE:
        return generated(options.idGeneration, order);
    }
    throw new AssertionError(options.id);
  }

  /** The ids in a field of the documents, or generated ids for documents with null. */
  static DocumentIds ofField(OutputOptions options, RecordOrder order) {
    DocumentField field =
        new DocumentField(
            options.id.field(), OutputSettings.ID + "=" + options.id, options.idNumbers);
    boolean generates =
        options.nullId == NullId.GENERATE
            && (options.operation == Operation.INDEX || options.operation == Operation.CREATE);
    return generates
        ? new NullableIds(field, generated(IdGeneration.EACH, order))
        : (key, json, start, count) -> Optional.of(field.in(json, start, count));
  }

  /** Generated ids. */
  static DocumentIds generated(IdGeneration generation, RecordOrder order) {
    switch (generation) {
      case AUTO:
        if (order.isFixed() && order.isPlaced()) {
          KeyToId places = new KeyToId();
          return (key, json, start, count) -> Optional.of(places.of(key));
        }
        return order.isFixed() ? new NumberedIds(order.task()) : new ContentIds(order.job());
      case CONTENT:
        return new ContentIds(order.job());
      case EACH:
        return generated(order.isFixed() ? IdGeneration.AUTO : IdGeneration.SERVER, order);
      case SERVER:
        return (key, json, start, count) -> Optional.empty();
    }
    throw new AssertionError(generation);
  }
}
