package dev.sluice.mapreduce;

import dev.sluice.bulk.BulkAction;
import dev.sluice.bulk.BulkError;
import dev.sluice.bulk.Operation;
import dev.sluice.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Makes actions of documents, with the operation, id, routing and pipeline that the job's settings
 * give them. Not thread-safe.
 */
final class DocumentActions {

  private static final String UPDATE = Operation.UPDATE.action();
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

  /** The actions of the task that a configuration was made for. */
  static DocumentActions of(Configuration conf) {
    Settings settings = Settings.from(conf::get);
    OutputOptions options = OutputOptions.read(settings);
    DocumentAddress address = DocumentAddress.read(settings);
    DocumentBody body = DocumentBody.read(settings);
    settings.check();
    DocumentIds ids = DocumentIds.of(options, TaskOrder.told(conf));
    return new DocumentActions(options, ids, address, body);
  }

  boolean deletes() {
    return options.operation == Operation.DELETE;
  }

  /** An action with a document made here. */
  BulkAction ofOwn(Object key, byte[] json, int start, int count) throws IOException {
    return of(key, json, start, count, false);
  }

  /** An action with a document from outside, which is checked before it is sent. */
  BulkAction ofForeign(Object key, byte[] json, int start, int count) throws IOException {
    return of(key, json, start, count, true);
  }

  private BulkAction of(Object key, byte[] json, int start, int count, boolean foreign)
      throws IOException {
    BulkAction.Builder action = BulkAction.of(body.operation());
    if (!deletes()) {
      options.pipeline().ifPresent(action::pipeline);
    }
    if (body.operation().action().equals(UPDATE)) {
      action.retryOnConflict(options.retryOnConflict);
    }
    Span document = new Span(json, start, count);
    try {
      Optional<String> id = ids.next(key, json, start, count);
      address.put(action, document);
      if (!deletes()) {
        body.put(action, document, foreign);
      }
      return action.id(checked(id, options.operation)).build();
    } catch (Refusal refusal) {
      throw new UnencodableException(whole(document, foreign, refusal), refusal.error());
    }
  }

  /** The document as it was written, for whoever mends it. */
  private BulkAction whole(Span document, boolean foreign, Refusal refusal) {
    BulkAction.Builder action = BulkAction.of(options.operation).id(refusal.id());
    if (deletes()) {
      return action.build();
    }
    return foreign
        ? action.foreignSource(document.bytes, document.start, document.count).build()
        : action.source(document.bytes, document.start, document.count).build();
  }

  /** The action that the job itself made, with what it left open. */
  BulkAction ofExplicit(Object key, BulkActionWritable given) throws IOException {
    String pipeline = given.pipeline().orElse(options.pipeline().orElse(null));
    Optional<BulkError> error = given.error();
    if (error.isPresent()) {
      String id = given.id().orElse(needsId(given.operation()) ? "" : null);
      throw new UnencodableException(given.toAction(given.index, id, pipeline), error.get());
    }
    try {
      Optional<String> id =
          given.id().isPresent()
              ? given.id()
              : ids.next(key, given.source, given.offset, given.length);
      String index =
          given.index != null
              ? given.index
              : address.index(new Span(given.source, given.offset, given.length)).orElse(null);
      return given.toAction(index, checked(id, given.operation()), pipeline);
    } catch (Refusal refusal) {
      throw new UnencodableException(
          given.toAction(given.index, refusal.id(), pipeline), refusal.error());
    }
  }

  /** A record that can be no document at all. */
  UnencodableException refuse(Object key, Refusal refusal) {
    BulkAction.Builder action = BulkAction.of(options.operation).id("");
    try {
      ids.next(key, new byte[0], 0, 0).ifPresent(action::id);
    } catch (IOException | Refusal e) {
      // Its value is what is reported; that it has no id either changes nothing.
      action.id("");
    }
    return new UnencodableException(action.build(), refusal.error());
  }

  /** Null, the engine's word for an id that the server makes up, where there is none. */
  private static String checked(Optional<String> id, Operation operation) throws Refusal {
    if (!id.isPresent()) {
      if (needsId(operation)) {
        throw Refusal.ofId("", lacksId(operation));
      }
      return null;
    }
    String text = id.get();
    if (text.isEmpty()) {
      throw Refusal.ofId("", "the id is empty");
    }
    if (isTooLong(text)) {
      throw Refusal.ofId(
          text,
          "the id is "
              + text.getBytes(StandardCharsets.UTF_8).length
              + " bytes long, and "
              + MOST_ID_BYTES
              + " are allowed; it begins with "
              + text.substring(0, ID_CHARS_SHOWN));
    }
    return text;
  }

  /** Whether only a document that is there can be meant. */
  private static boolean needsId(Operation operation) {
    return operation != Operation.INDEX && operation != Operation.CREATE;
  }

  private static String lacksId(Operation operation) {
    return "an action \""
        + operation.action()
        + "\" needs an id, but has none: give it one, or set "
        + OutputSettings.ID
        + " to key or field:NAME";
  }

  private static boolean isTooLong(String id) {
    // A char is at most three bytes of UTF-8, so that most ids need no counting.
    return id.length() > MOST_ID_BYTES / 3
        && id.getBytes(StandardCharsets.UTF_8).length > MOST_ID_BYTES;
  }
}
