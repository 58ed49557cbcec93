package dev.sluice.bulk.action;

import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** An action line of a file in bulk format. Immutable. */
public final class BulkFileAction {

  private static final int LONGEST_KIND = "\"delete\"".length();

  private Operation operation;
  private String index;
  private String id;
  private String routing;
  private String pipeline;
  private Long version;
  private String versionType = "internal";
  private int retryOnConflict;
  private String unsupported;
  private int members;

  private BulkFileAction() {}

  /**
   * Parses a line.
   *
   * @throws JsonFormException if the line is not an action line; the message says why
   */
  public static BulkFileAction read(byte[] line, int start, int count) throws JsonFormException {
    BulkFileAction action = new BulkFileAction();
    JsonText.members(
        line,
        start,
        count,
        (name, from, length) -> action.takeKind(name, line, from, length, from - start));
    if (action.members != 1) {
      throw new JsonFormException("the line is not one action, such as {\"index\":{}}", 0);
    }
    return action;
  }

  /** Whether a line is an action line; the first letters exclude most other lines. */
  public static boolean is(byte[] line, int start, int count) {
    if (!mayBe(line, start, start + count)) {
      return false;
    }
    try {
      read(line, start, count);
      return true;
    } catch (JsonFormException e) {
      return false;
    }
  }

  private static boolean mayBe(byte[] line, int start, int end) {
    int at = skipBlanks(line, start, end);
    if (at == end || line[at] != '{') {
      return false;
    }
    at = skipBlanks(line, at + 1, end);
    if (at + 1 >= end || "icud".indexOf(line[at + 1]) < 0) {
      return false;
    }
    int quote = at + 1;
    while (quote < end && quote < at + LONGEST_KIND && line[quote] != '"') {
      quote++;
    }
    if (quote >= end || line[at] != '"' || line[quote] != '"') {
      return false;
    }
    String name = new String(line, at + 1, quote - at - 1, StandardCharsets.UTF_8);
    return operation(name) != null;
  }

  private static int skipBlanks(byte[] line, int from, int end) {
    int at = from;
    while (at < end && (line[at] == ' ' || line[at] == '\t' || line[at] == '\r')) {
      at++;
    }
    return at;
  }

  private static Operation operation(String name) {
    switch (name) {
      case "index":
        return Operation.INDEX;
      case "create":
        return Operation.CREATE;
      case "update":
        return Operation.UPDATE;
      case "delete":
        return Operation.DELETE;
      default:
        return null;
    }
  }

  private void takeKind(String name, byte[] line, int from, int length, int place)
      throws JsonFormException {
    members++;
    operation = operation(name);
    if (operation == null || line[from] != '{') {
      throw new JsonFormException("the action is not index, create, update or delete", place);
    }
    JsonText.members(
        line, from, length, (field, at, bytes) -> takeField(field, line, at, bytes, place));
  }

  private void takeField(String name, byte[] line, int from, int length, int place)
      throws JsonFormException {
    String text = JsonText.scalar(line, from, length).orElse(null);
    switch (name) {
      case "_index":
        index = text;
        break;
      case "_id":
        id = text;
        break;
      case "routing":
      case "_routing":
        routing = text;
        break;
      case "version":
      case "_version":
        version = text == null ? null : number(text, place);
        break;
      case "version_type":
      case "_version_type":
        versionType = text == null ? versionType : text.toLowerCase(Locale.ROOT);
        break;
      case "pipeline":
        pipeline = text;
        break;
      case "retry_on_conflict":
      case "_retry_on_conflict":
        retryOnConflict = text == null ? 0 : (int) Math.min(1_000, number(text, place));
        break;
      default:
        takeOther(name, text, place);
        break;
    }
  }

  private void takeOther(String name, String text, int place) throws JsonFormException {
    switch (name) {
      case "_type":
      case "list_executed_pipelines":
        break; // Current servers ignore these parameters.
      case "op_type":
        operation = "create".equals(text) ? Operation.CREATE : operation;
        break;
      case "require_alias":
      case "require_data_stream":
        unsupported = "true".equals(text) ? name : unsupported;
        break;
      case "if_seq_no":
      case "if_primary_term":
      case "dynamic_templates":
        unsupported = name;
        break;
      default:
        throw new JsonFormException("unknown parameter " + name, place);
    }
  }

  private static long number(String text, int place) throws JsonFormException {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    throw new JsonFormException("the parameter is not a whole number", place);
  }

  /** The operation: index, create, update or delete. */
  public Operation operation() {
    return operation;
  }

  /** Whether a source line follows. */
  public boolean hasSource() {
    return operation != Operation.DELETE;
  }

  /** The index, if the line names one. */
  public Optional<String> index() {
    return Optional.ofNullable(index);
  }

  /** The id, if the line has one. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** The routing value. */
  public Optional<String> routing() {
    return Optional.ofNullable(routing);
  }

  /** The ingest pipeline. */
  public Optional<String> pipeline() {
    return Optional.ofNullable(pipeline);
  }

  /** The version. */
  public OptionalLong version() {
    return version == null ? OptionalLong.empty() : OptionalLong.of(version);
  }

  /** How the version is compared; empty for internal versions of the server. */
  public Optional<VersionType> versionType() {
    switch (versionType) {
      case "external":
      case "external_gt":
        return Optional.of(VersionType.EXTERNAL);
      case "external_gte":
        return Optional.of(VersionType.EXTERNAL_GTE);
      default:
        return Optional.empty();
    }
  }

  /** How often the server retries an update after a version conflict. */
  public int retryOnConflict() {
    return retryOnConflict;
  }

  /** A part of the action that is not supported here; empty for most lines. */
  public Optional<String> unsupported() {
    if (unsupported != null) {
      return Optional.of(unsupported);
    }
    boolean internal = version != null && !versionType().isPresent();
    return internal
        ? Optional.of("a version requires version_type external or external_gte")
        : Optional.empty();
  }
}
