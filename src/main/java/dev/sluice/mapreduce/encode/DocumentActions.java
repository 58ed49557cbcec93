package dev.sluice.mapreduce.encode;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.config.Settings;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.UnencodableException;
import dev.sluice.json.ByteArray;
import dev.sluice.json.ByteSlice;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Converts documents to bulk actions with the operation, id, routing and pipeline of the job's
 * settings. Not thread-safe.
 */
final class DocumentActions {

  private static final String UPDATE = Operation.UPDATE.action();

  /**
   * The error type of documents rejected before they had an id; a replay does not generate one for
   * them.
   */
  private static final String NO_ID = "";

  private static final int MOST_ID_BYTES = 512;
  private static final int ID_CHARS_SHOWN = 64;

  private final OutputOptions options;
  private final DocumentIds ids;
  private final DocumentAddress address;
  private final DocumentBody body;

  private DocumentActions(
      OutputOptions options, DocumentIds ids, DocumentAddress address, DocumentBody body) {
    this.options = options;
    this.ids = ids;
    this.address = address;
    this.body = body;
  }

  /** Creates the actions for the configuration of a task. */
  static DocumentActions of(Configuration conf) {
    Settings settings = Settings.from(conf::get);
    OutputOptions options = OutputOptions.read(settings);
    boolean fills = conf.getBoolean(InternalKeys.FILL_INDEX, false);
    DocumentAddress address = DocumentAddress.read(settings, fills);
    DocumentBody body = DocumentBody.read(settings);
    settings.check();
    DocumentIds ids = DocumentIds.of(options, RecordOrder.told(conf));
    return new DocumentActions(options, ids, address, body);
  }

  /**
   * Whether a document must have the same bytes in each attempt: its id is generated from them, or
   * they are compared with a document that an earlier attempt created.
   */
  boolean comparesBytes() {
    return ids.ofContent() || options.operation == Operation.CREATE;
  }

  long numbered() {
    return ids.numbered();
  }

  void continueAt(long number) {
    ids.continueAt(number);
  }

  boolean deletes() {
    return options.operation == Operation.DELETE;
  }

  /** An action for a document encoded here. */
  BulkAction ofOwn(Object key, byte[] json, int start, int count) throws IOException {
    return of(key, json, start, count, false);
  }

  /** An action for a document from outside, which is checked before it is sent. */
  BulkAction ofForeign(Object key, byte[] json, int start, int count) throws IOException {
    return of(key, json, start, count, true);
  }

  /** An action for a document from outside that was checked already; only as a whole. */
  BulkAction ofChecked(Object key, byte[] json, int start, int count) throws IOException {
    return of(key, json, start, count, !body.isDocument());
  }

  private BulkAction of(Object key, byte[] json, int start, int count, boolean foreign)
      throws IOException {
    BulkAction.Builder action = BulkAction.of(body.operation());
    if (!deletes()) {
      action.pipeline(options.pipeline().orElse(null));
    }
    if (body.operation().action().equals(UPDATE)) {
      action.retryOnConflict(options.retryOnConflict);
    }
    ByteSlice document = ByteSlice.of(json, start, count);
    String id = NO_ID;
    try {
      id = checked(ids.next(key, json, start, count), options.operation);
      if (deletes() && foreign) {
        DocumentBody.check(document); // an incomplete document could have another id
      }
      address.put(action, document);
      if (!deletes()) {
        body.put(action, document, foreign);
      }
      return action.id(id).build();
    } catch (RecordRefusedException refusal) {
      String known = refusal.id().isEmpty() ? id : refusal.id();
      throw new UnencodableException(whole(document, foreign, known), refusal.error());
    }
  }

  /** The complete document with all known parts of its address. */
  private BulkAction whole(ByteSlice document, boolean foreign, String id) {
    BulkAction.Builder action = BulkAction.of(options.operation).id(id);
    address.putKnown(action, document);
    if (deletes()) {
      return action.build();
    }
    return foreign
        ? action.foreignSource(document.array(), document.offset(), document.length()).build()
        : action.source(document.array(), document.offset(), document.length()).build();
  }

  /** Completes an action that the job created itself. */
  BulkAction ofExplicit(Object key, BulkActionWritable given) throws IOException {
    String pipeline = given.pipeline().orElse(options.pipeline().orElse(null));
    String givenIndex = given.index().orElse(null);
    Optional<BulkError> error = given.error();
    ByteSlice document = ByteSlice.of(given.bytes(), given.offset(), given.length());
    if (error.isPresent()) {
      String id = given.id().orElse(needsId(given.operation()) ? NO_ID : null);
      String index = address.knownIndex(givenIndex, document);
      throw new UnencodableException(given.toAction(index, id, pipeline), error.get());
    }
    String id = NO_ID;
    try {
      id =
          checked(
              given.id().isPresent()
                  ? given.id()
                  : ids.next(key, document.array(), document.offset(), document.length()),
              given.operation());
      return given.toAction(address.index(givenIndex, document), id, pipeline);
    } catch (RecordRefusedException refusal) {
      String known = refusal.id().isEmpty() ? id : refusal.id();
      String index = address.knownIndex(givenIndex, document);
      throw new UnencodableException(given.toAction(index, known, pipeline), refusal.error());
    }
  }

  /**
   * Creates the exception for a record that cannot be converted.
   *
   * @param left the convertible parts of the record, as an object in an array, which is never a
   *     document
   */
  UnencodableException refuse(Object key, ByteArray left, RecordRefusedException refusal) {
    ByteSlice object = ByteSlice.of(left.array(), 1, left.length() - 2);
    BulkAction.Builder action = BulkAction.of(options.operation).id(knownId(key, object));
    address.putKnown(action, object);
    if (!deletes()) {
      action.foreignSource(left.array(), 0, left.length());
    }
    return new UnencodableException(action.build(), refusal.error());
  }

  private String knownId(Object key, ByteSlice object) {
    try {
      return checked(
          ids.next(key, object.array(), object.offset(), object.length()), options.operation);
    } catch (RecordRefusedException e) {
      return e.id();
    } catch (IOException e) {
      // The value is already reported; the missing id is not reported as well.
      return NO_ID;
    }
  }

  /** Returns null, for an id generated by the server, if there is none. */
  private static String checked(Optional<String> id, Operation operation)
      throws RecordRefusedException {
    if (!id.isPresent()) {
      if (needsId(operation)) {
        throw RecordRefusedException.ofId("", lacksId(operation));
      }
      return null;
    }
    String text = id.get();
    if (text.isEmpty()) {
      throw RecordRefusedException.ofId("", "the id is empty");
    }
    if (isTooLong(text)) {
      throw RecordRefusedException.ofId(
          text,
          "the id is "
              + text.getBytes(StandardCharsets.UTF_8).length
              + " bytes long; the maximum is "
              + MOST_ID_BYTES
              + "; it starts with "
              + text.substring(0, ID_CHARS_SHOWN));
    }
    return text;
  }

  /** Whether the operation requires an existing document. */
  private static boolean needsId(Operation operation) {
    return operation != Operation.INDEX && operation != Operation.CREATE;
  }

  private static String lacksId(Operation operation) {
    return "an action \""
        + operation.action()
        + "\" requires an id: set the id in the action, or set "
        + OutputSettings.ID
        + " to key or field:NAME";
  }

  private static boolean isTooLong(String id) {
    // A char has at most three bytes in UTF-8, so most ids are not counted.
    return id.length() > MOST_ID_BYTES / 3
        && id.getBytes(StandardCharsets.UTF_8).length > MOST_ID_BYTES;
  }
}
