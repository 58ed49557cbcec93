package dev.sluice.bulk.action;

import dev.sluice.bulk.RejectedDocument;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import dev.sluice.json.JsonWriter;
import dev.sluice.json.OneLine;
import dev.sluice.json.Utf8;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A line of rejected or dumped documents, as written by {@link RejectedDocument#writeEnvelope} and
 * {@link #write}. A view: the source is in the bytes given, unless it was not a JSON object.
 * Otherwise immutable.
 */
public final class Envelope {

  /** The name of a source that is not UTF-8, in base64. */
  public static final String SOURCE_BYTES = "_source_base64";

  private static final byte[] NOTHING = {};

  /** The first member of an envelope of a failed job. */
  private static final byte[] FAILED = "\"job\":\"failed\",".getBytes(StandardCharsets.US_ASCII);

  private Operation operation = Operation.INDEX;
  private String index;
  private String id;
  private String routing;
  private Long version;
  private Long ifSeqNo;
  private Long ifPrimaryTerm;
  private byte[] source = NOTHING;
  private int sourceStart;
  private int sourceLength;
  private boolean known;
  private boolean failed;

  private Envelope() {}

  /**
   * Writes an action as an envelope: one JSON object without line breaks. The source must be one
   * JSON object; it is copied verbatim, except that line breaks become spaces.
   */
  public static void write(BulkAction action, OutputStream out) throws IOException {
    ByteArray head = new ByteArray(256);
    JsonWriter json = new JsonWriter(head).startObject();
    text(json, "_index", action.index);
    text(json, "_id", action.id);
    text(json, "_routing", action.routing);
    if (action.versionType != null) {
      json.name("_version").value(action.version);
    }
    json.name("op").value(word(action.operation));
    if (action.length > 0) {
      json.name("_source");
    }
    out.write(head.array(), 0, head.length());
    OneLine.write(action.source, action.offset, action.length, out);
    out.write('}');
  }

  /**
   * Copies an envelope with the mark that its job failed, so that a replay does not overwrite newer
   * documents.
   *
   * @param line exactly one JSON object with members, and surrounding white space
   */
  public static void markFailed(byte[] line, int start, int count, ByteArray out) {
    int brace = start;
    while (line[brace] != '{') {
      brace++;
    }
    out.write('{');
    out.write(FAILED, 0, FAILED.length);
    out.write(line, brace + 1, start + count - brace - 1);
  }

  private static void text(JsonWriter json, String name, String text) {
    if (text != null) {
      json.name(name).value(text);
    }
  }

  public static String word(Operation operation) {
    return operation.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Parses a line.
   *
   * @throws JsonFormException if the line is not an envelope; the message has the byte offset
   */
  public static Envelope read(byte[] line, int start, int count) throws JsonFormException {
    Envelope envelope = new Envelope();
    JsonText.members(
        line,
        start,
        count,
        (name, from, length) -> envelope.take(name, line, from, length, from - start));
    if (!envelope.known) {
      throw new JsonFormException("the line has no op and no _source, so it is not an envelope", 0);
    }
    if (envelope.sourceLength == 0 && envelope.operation != Operation.DELETE) {
      throw new JsonFormException("the envelope has no _source", 0);
    }
    return envelope;
  }

  /**
   * Whether a line can only be an envelope: it has a document address, in field names that
   * documents cannot use, and a source.
   */
  public static boolean is(byte[] line, int start, int count) {
    if (!beginsLikeOne(line, start, start + count)) {
      return false;
    }
    try {
      Envelope envelope = read(line, start, count);
      return envelope.sourceLength > 0 && (envelope.id != null || envelope.index != null);
    } catch (JsonFormException e) {
      return false;
    }
  }

  /** Checks the first name, so that most lines are not parsed. */
  private static boolean beginsLikeOne(byte[] line, int start, int end) {
    int at = start;
    while (at < end && line[at] <= ' ' && line[at] >= 0) {
      at++;
    }
    if (at == end || line[at] != '{') {
      return false;
    }
    do {
      at++;
    } while (at < end && line[at] <= ' ' && line[at] >= 0);
    boolean named = at + 1 < end && line[at] == '"';
    return named && (line[at + 1] == '_' || isMarked(line, at, end));
  }

  private static boolean isMarked(byte[] line, int from, int end) {
    for (int i = 0; i < FAILED.length; i++) {
      if (from + i >= end || line[from + i] != FAILED[i]) {
        return false;
      }
    }
    return true;
  }

  private void take(String name, byte[] line, int from, int length, int place)
      throws JsonFormException {
    switch (name) {
      case "_index":
        index = JsonText.scalar(line, from, length).orElse(null);
        break;
      case "_id":
        id = JsonText.scalar(line, from, length).orElse(null);
        break;
      case "_routing":
        routing = JsonText.scalar(line, from, length).orElse(null);
        break;
      case "_version":
        version = number(name, JsonText.scalar(line, from, length).orElse(""), place);
        break;
      case "_if_seq_no":
        ifSeqNo = number(name, JsonText.scalar(line, from, length).orElse(""), place);
        break;
      case "_if_primary_term":
        ifPrimaryTerm = number(name, JsonText.scalar(line, from, length).orElse(""), place);
        break;
      case "job":
        failed = JsonText.scalar(line, from, length).filter("failed"::equals).isPresent();
        break;
      case "op":
        operation = operation(JsonText.scalar(line, from, length).orElse(""), place);
        known = true;
        break;
      case "_source":
        takeSource(line, from, length, place);
        known = true;
        break;
      case SOURCE_BYTES:
        takeBytes(JsonText.scalar(line, from, length).orElse(""), place);
        known = true;
        break;
      default:
        // For information only, such as error, task and time.
        break;
    }
  }

  private void takeSource(byte[] line, int from, int length, int place) throws JsonFormException {
    if (length > 0 && line[from] == '"') {
      String text = JsonText.scalar(line, from, length).orElse("");
      if (Utf8.firstLoneSurrogate(text) >= 0) {
        throw new JsonFormException("the _source has an unpaired surrogate", place);
      }
      takeSource(text.getBytes(StandardCharsets.UTF_8));
    } else {
      source = line;
      sourceStart = from;
      sourceLength = length;
    }
  }

  private void takeBytes(String base64, int place) throws JsonFormException {
    try {
      takeSource(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new JsonFormException("the " + SOURCE_BYTES + " is not base64", place);
    }
  }

  private void takeSource(byte[] bytes) {
    source = bytes;
    sourceStart = 0;
    sourceLength = bytes.length;
  }

  /** A version can be any long, for example nanoseconds. */
  private static Long number(String name, String text, int place) throws JsonFormException {
    try {
      if (text.matches("\\d{1,19}")) {
        return Long.valueOf(text);
      }
    } catch (NumberFormatException e) {
      // Reported below, like a text that is not a number.
    }
    throw new JsonFormException(
        "the " + name + " is not a whole number from 0 to " + Long.MAX_VALUE, place);
  }

  private static Operation operation(String word, int place) throws JsonFormException {
    for (Operation operation : Operation.values()) {
      if (word(operation).equals(word)) {
        return operation;
      }
    }
    throw new JsonFormException("unknown op", place);
  }

  /** The operation; index if the envelope does not name one. */
  public Operation operation() {
    return operation;
  }

  /**
   * Whether the job that rejected the document failed, so that a later job may have written the
   * document.
   */
  public boolean isOfFailedJob() {
    return failed;
  }

  /** The target index. */
  public Optional<String> index() {
    return Optional.ofNullable(index);
  }

  /** The id; absent if no id was assigned yet, empty if an invalid one was given. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** The routing value. */
  public Optional<String> routing() {
    return Optional.ofNullable(routing);
  }

  /** The version. */
  public OptionalLong version() {
    return version == null ? OptionalLong.empty() : OptionalLong.of(version);
  }

  /** The sequence number that the indexed document must have; empty for any. */
  public OptionalLong ifSeqNo() {
    return isConditional() ? OptionalLong.of(ifSeqNo) : OptionalLong.empty();
  }

  /** The primary term of {@link #ifSeqNo}. */
  public OptionalLong ifPrimaryTerm() {
    return isConditional() ? OptionalLong.of(ifPrimaryTerm) : OptionalLong.empty();
  }

  private boolean isConditional() {
    return ifSeqNo != null && ifPrimaryTerm != null;
  }

  /** The array that contains the source. */
  public byte[] source() {
    return source;
  }

  /** The start of the source in {@link #source}. */
  public int sourceStart() {
    return sourceStart;
  }

  /** The length of the source in bytes. */
  public int sourceLength() {
    return sourceLength;
  }
}
