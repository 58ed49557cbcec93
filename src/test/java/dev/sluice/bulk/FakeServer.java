package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Applies the bytes of bulk requests as Elasticsearch would, and remembers every document, so that
 * tests compare what the engine says with what really happened. Not thread-safe.
 */
final class FakeServer {

  static final BulkError BUSY = BulkError.of("es_rejected_execution_exception", "queue full");
  static final BulkError CONFLICT = BulkError.of("version_conflict_engine_exception", "exists");
  static final BulkError MISSING = BulkError.of("document_missing_exception", "missing");
  static final BulkReply TOO_LARGE =
      BulkReply.refused(413, BulkError.of("http_413", "too large"), Duration.ZERO);
  static final BulkReply MALFORMED =
      BulkReply.refused(400, BulkError.of("x_content_parse_exception", "bad"), Duration.ZERO);
  static final BulkError BAD = BulkError.of("document_parsing_exception", "bad");

  /** What stands in the index, by id. */
  final Map<String, String> documents = new HashMap<>();

  /** The ids of each request, in the order received. */
  final List<List<String>> received = new ArrayList<>();

  /** One action as it came over the wire. */
  record Action(String operation, String id, String source) {
    boolean isMalformed() {
      return operation.equals("update") && source.contains("malformed");
    }
  }

  private int early;

  /** The largest request it takes. */
  long largest = Long.MAX_VALUE;

  /** How many requests it refused as a whole, and their bytes. */
  int refused;

  long refusedBytes;

  static String body(BulkRequest request) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      request.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (out.size() != request.contentLength()) {
      throw new AssertionError(out.size() + " bytes, announced " + request.contentLength());
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  static List<Action> actions(BulkRequest request) {
    List<Action> actions = new ArrayList<>();
    String[] lines = body(request).split("\n");
    for (int i = 0; i < lines.length; i++) {
      String operation = lines[i].substring(2, lines[i].indexOf('"', 2));
      String id = field(lines[i], operation + "._id").orElse("");
      String source = operation.equals("delete") ? "" : lines[++i];
      actions.add(new Action(operation, id, source));
    }
    return actions;
  }

  static Optional<String> field(String json, String path) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    try {
      return JsonText.field(bytes, 0, bytes.length, path);
    } catch (JsonFormException e) {
      throw new AssertionError(json, e);
    }
  }

  /** Applies so many items of a request before it reads the rest. */
  FakeServer running(int earlyItems) {
    early = earlyItems;
    return this;
  }

  /**
   * Applies every item, unless the body of an update is malformed or the request is too large: then
   * it refuses the request as a whole, but applies the first items if it runs them early.
   */
  BulkReply apply(BulkRequest request) {
    return apply(request, item -> false);
  }

  /** Applies the items that are not turned away with 429. */
  BulkReply apply(BulkRequest request, IntPredicate busy) {
    List<Action> actions = actions(request);
    Optional<BulkReply> refusal = refusal(request, actions);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    received.add(actions.stream().map(Action::id).toList());
    short[] statuses = new short[actions.size()];
    Map<Integer, BulkError> errors = new HashMap<>();
    for (int i = 0; i < statuses.length; i++) {
      if (busy.test(i)) {
        statuses[i] = 429;
        errors.put(i, BUSY);
      } else {
        statuses[i] = apply(actions.get(i), i, errors);
      }
    }
    return BulkReply.items(statuses, errors);
  }

  private Optional<BulkReply> refusal(BulkRequest request, List<Action> actions) {
    int malformed = 0;
    while (malformed < actions.size() && !actions.get(malformed).isMalformed()) {
      malformed++;
    }
    boolean tooLarge = request.contentLength() > largest;
    if (malformed == actions.size() && !tooLarge) {
      return Optional.empty();
    }
    BulkReply reply = tooLarge ? TOO_LARGE : MALFORMED;
    return Optional.of(refuse(request, Math.min(early, malformed), reply));
  }

  /** Applies the first items, and refuses the request as a whole. */
  BulkReply refuse(BulkRequest request, int earlyItems, BulkReply reply) {
    refused++;
    refusedBytes += request.contentLength();
    List<Action> actions = actions(request);
    for (int i = 0; i < earlyItems; i++) {
      if (actions.get(i).isMalformed()) {
        break;
      }
      apply(actions.get(i), i, new HashMap<>());
    }
    return early > 0 || earlyItems > 0 ? reply.perhapsInPart() : reply;
  }

  private short apply(Action action, int item, Map<Integer, BulkError> errors) {
    String before = documents.get(action.id());
    if (action.source().contains("poison")) {
      errors.put(item, BAD);
      return 400;
    }
    switch (action.operation()) {
      case "create":
        if (before != null) {
          errors.put(item, CONFLICT);
          return 409;
        }
        documents.put(action.id(), action.source());
        return 201;
      case "index":
        documents.put(action.id(), action.source());
        return (short) (before == null ? 201 : 200);
      case "update":
        if (before == null && !action.source().contains("doc_as_upsert")) {
          errors.put(item, MISSING);
          return 404;
        }
        documents.put(action.id(), doc(action.source()));
        return 200;
      case "delete":
        documents.remove(action.id());
        return (short) (before == null ? 404 : 200);
      default:
        throw new AssertionError(action.operation());
    }
  }

  /** The tests' partial documents always have the same one field, so that merging is replacing. */
  private static String doc(String update) {
    return update.substring(update.indexOf("\"doc\":") + 6, update.length() - 1);
  }

  /** Answers a comparison. */
  BulkReply compare(BulkRequest request) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      request.writeDocumentsTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String body = out.toString(StandardCharsets.UTF_8);
    String[] docs =
        body.substring("{\"docs\":[{".length(), body.length() - "}]}".length()).split("\\},\\{");
    short[] statuses = new short[docs.length];
    for (int i = 0; i < docs.length; i++) {
      String there = documents.get(field("{" + docs[i] + "}", "_id").orElseThrow());
      byte[] bytes = there == null ? new byte[0] : there.getBytes(StandardCharsets.UTF_8);
      boolean same =
          there != null
              && request.sourceLength(i) == bytes.length
              && request.sourceHas(i, 0, bytes, 0, bytes.length);
      statuses[i] = (short) (there == null ? 404 : same ? 200 : 409);
    }
    return BulkReply.items(statuses, new HashMap<>());
  }
}
