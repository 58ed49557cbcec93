package dev.sluice.mapreduce.task;

import dev.sluice.bulk.action.Envelope;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonFormException;
import dev.sluice.json.JsonText;
import dev.sluice.json.JsonWriter;
import dev.sluice.json.Utf8;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A rejected document as an event in the Elastic Common Schema, in the format of
 * elasticsearch-hadoop: {@code @timestamp}, {@code message}, {@code host}, {@code error}, and
 * {@code event} with the lines of the bulk request as text. Not thread-safe.
 */
final class RejectionEvent {

  /** The prefix of Sluice's own error types, for records that were never sent. */
  private static final String OWN = "sluice_";

  private static final String SCHEMA = "0.992";

  private final ErrorOptions options;
  private final ByteArray bytes = new ByteArray(1024);
  private final JsonWriter json = new JsonWriter(bytes);
  private final ByteArray raw = new ByteArray(1024);
  private final JsonWriter rawJson = new JsonWriter(raw);
  private final String host = host();

  RejectionEvent(ErrorOptions options) {
    this.options = options;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /**
   * The event, valid until the next call.
   *
   * @param line the envelope of the document
   * @throws JsonFormException if the line is not an envelope
   */
  ByteArray of(byte[] line, int length) throws JsonFormException {
    Envelope envelope = Envelope.read(line, 0, length);
    writeRaw(envelope);
    String code = text(line, length, "error.type");
    bytes.truncate(0);
    json.restart().startObject().name("@timestamp").value(text(line, length, "time"));
    writeMarks();
    boolean early = code.startsWith(OWN);
    json.name("message")
        .value(early ? "A record could not be converted to a document" : "A document was rejected");
    writeHost();
    json.name("error").startObject().name("code").value(code);
    json.name("message").value(text(line, length, "error.reason")).endObject();
    json.name("event").startObject().name("category").value("error");
    json.name("type").value(early ? "serialization_failure" : "bulk_failure");
    json.name("raw");
    if (Utf8.firstMalformed(raw.array(), 0, raw.length()) < 0) {
      json.utf8(raw.array(), 0, raw.length());
    } else {
      json.value(
          new String(raw.array(), 0, raw.length(), StandardCharsets.UTF_8)); // for information only
    }
    json.name("version").value(SCHEMA).endObject().endObject();
    return bytes;
  }

  /** The request lines of the last document. */
  ByteArray raw() {
    return raw;
  }

  private static String text(byte[] line, int length, String field) throws JsonFormException {
    return JsonText.field(line, 0, length, field).orElse("");
  }

  private void writeRaw(Envelope envelope) {
    raw.truncate(0);
    rawJson.restart().startObject().name(envelope.operation().action()).startObject();
    put("_index", envelope.index());
    put("_id", envelope.id());
    put("routing", envelope.routing());
    rawJson.endObject().endObject();
    raw.write('\n');
    raw.write(envelope.source(), envelope.sourceStart(), envelope.sourceLength());
    raw.write('\n');
  }

  private void put(String name, Optional<String> text) {
    text.ifPresent(value -> rawJson.name(name).value(value));
  }

  private void writeMarks() {
    if (!options.tags.isEmpty()) {
      json.name("tags").startArray();
      options.tags.forEach(json::value);
      json.endArray();
    }
    if (!options.labels.isEmpty()) {
      json.name("labels").startObject();
      options.labels.forEach((name, text) -> json.name(name).value(text));
      json.endObject();
    }
  }

  private void writeHost() {
    json.name("host").startObject().name("name").value(host);
    json.name("architecture").value(System.getProperty("os.arch", ""));
    json.name("os").startObject().name("name").value(System.getProperty("os.name", ""));
    json.name("version").value(System.getProperty("os.version", "")).endObject().endObject();
  }
}
