package dev.sluice.bulk;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One line of rejected or dumped documents, read back: what {@link RejectedDocument#writeEnvelope}
 * writes. A view: the source stands in the bytes given, unless it was no JSON object. Immutable
 * otherwise.
 */
public final class Envelope {

  private static final byte[] NOTHING = {};

  private Operation operation = Operation.INDEX;
  private String index;
  private String id;
  private String routing;
  private Long version;
  private byte[] source = NOTHING;
  private int sourceStart;
  private int sourceLength;
  private boolean known;

  private Envelope() {}

  /**
   * Reads a line.
   *
   * @throws JsonFormException if it is no envelope; the message says at which byte
   */
  public static Envelope read(byte[] line, int start, int count) throws JsonFormException {
    Envelope envelope = new Envelope();
    JsonText.members(
        line,
        start,
        count,
        (name, from, length) -> envelope.take(name, line, from, length, from - start));
    if (!envelope.known) {
      throw new JsonFormException("neither op nor _source, so that it is no envelope", 0);
    }
    if (envelope.sourceLength == 0 && envelope.operation != Operation.DELETE) {
      throw new JsonFormException("an envelope without _source", 0);
    }
    return envelope;
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
        version = number(JsonText.scalar(line, from, length).orElse(""), place);
        break;
      case "op":
        operation = operation(JsonText.scalar(line, from, length).orElse(""), place);
        known = true;
        break;
      case "_source":
        takeSource(line, from, length);
        known = true;
        break;
      default:
        // For people, such as error, task and time.
        break;
    }
  }

  private void takeSource(byte[] line, int from, int length) throws JsonFormException {
    if (length > 0 && line[from] == '"') {
      source = JsonText.scalar(line, from, length).orElse("").getBytes(StandardCharsets.UTF_8);
      sourceLength = source.length;
    } else {
      source = line;
      sourceStart = from;
      sourceLength = length;
    }
  }

  private static Long number(String text, int place) throws JsonFormException {
    if (!text.matches("\\d{1,18}")) {
      throw new JsonFormException("a _version that is no whole number", place);
    }
    return Long.valueOf(text);
  }

  private static Operation operation(String word, int place) throws JsonFormException {
    for (Operation operation : Operation.values()) {
      if (operation.name().toLowerCase(Locale.ROOT).equals(word)) {
        return operation;
      }
    }
    throw new JsonFormException("an unknown op", place);
  }

  /** What was to be done; to index where it does not say. */
  public Operation operation() {
    return operation;
  }

  /** The index it was meant for. */
  public Optional<String> index() {
    return Optional.ofNullable(index);
  }

  /** The id; absent where none was given yet, empty where what was given is none. */
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

  /** The array in which the source stands. */
  public byte[] source() {
    return source;
  }

  /** Where in {@link #source} it begins. */
  public int sourceStart() {
    return sourceStart;
  }

  /** How many bytes it has. */
  public int sourceLength() {
    return sourceLength;
  }
}
