package dev.sluice.client.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.bulk.action.BulkError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads Elasticsearch error objects. Do not reuse. */
public final class ErrorReader {

  private static final int LONGEST = 1_000;
  private static final int MOST_BYTES = 256 * 1024;
  private static final String ALL_SHARDS_FAILED = "search_phase_execution_exception";

  private String type = "";
  private String reason = "";
  private String cause = "";
  private String causeType = "";
  private long bytesLimit = -1;
  private boolean permanent;
  private String index = "";

  private ErrorReader() {}

  /** Reads the error at the parser's position: an object, or a text in some replies. */
  public static BulkError read(JsonParser json) throws IOException {
    return parsed(json).error();
  }

  private static BulkError readSearch(JsonParser json) throws IOException {
    ErrorReader reader = parsed(json);
    if (reader.type.equals(ALL_SHARDS_FAILED) && !reader.causeType.isEmpty()) {
      reader.type = reader.causeType;
    }
    return reader.error();
  }

  private static ErrorReader parsed(JsonParser json) throws IOException {
    ErrorReader reader = new ErrorReader();
    if (json.currentToken() == JsonToken.START_OBJECT) {
      Json.fields(json, reader::field);
    } else {
      reader.reason = json.getValueAsString("");
      json.skipChildren();
    }
    return reader;
  }

  /**
   * Reads the error of a whole reply, which may come from a proxy in any format.
   *
   * @param status used as the error type if the reply has none
   */
  public static BulkError ofReply(int status, HttpResponse answer) throws IOException {
    return ofReply(status, answer, ErrorReader::read);
  }

  /** The same for a search: if all shards failed, with the type of the cause. */
  public static BulkError ofSearch(int status, HttpResponse answer) throws IOException {
    return ofReply(status, answer, ErrorReader::readSearch);
  }

  private static BulkError ofReply(int status, HttpResponse answer, Json.Reader<BulkError> errors)
      throws IOException {
    Optional<String> elsewhere = answer.header("Location");
    if (status / 100 == 3 && elsewhere.isPresent()) {
      answer.leaveRest();
      return BulkError.of("http_" + status, "a redirect to " + shortened(elsewhere.get()));
    }
    byte[] body;
    try {
      body = answer.bytes(MOST_BYTES);
    } catch (IOException e) {
      // If the server closed the connection, its reason may be lost, but not its status.
      answer.leaveRest();
      return BulkError.of("http_" + status, "no reason given; the reply was cut off");
    }
    try {
      return Json.read(body, json -> inReply(json, errors));
    } catch (IOException e) {
      return BulkError.of("http_" + status, plain(body));
    }
  }

  private static BulkError inReply(JsonParser json, Json.Reader<BulkError> errors)
      throws IOException {
    BulkError[] found = new BulkError[1];
    Json.fields(
        json,
        (name, value) -> {
          if (name.equals("error")) {
            found[0] = errors.read(value);
          } else {
            value.skipChildren();
          }
        });
    if (found[0] == null) {
      throw Json.strange("it has no error");
    }
    return found[0];
  }

  /** The text of an HTML page without markup. */
  static String plain(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    String words = text.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").trim();
    return words.isEmpty() ? "no reason given" : words.substring(0, Math.min(words.length(), 200));
  }

  private void field(String name, JsonParser json) throws IOException {
    switch (name) {
      case "type":
        type = json.getValueAsString("");
        break;
      case "reason":
        reason = json.getValueAsString("");
        break;
      case "bytes_limit":
        bytesLimit = json.getValueAsLong(-1);
        break;
      case "durability":
        permanent = "PERMANENT".equals(json.getValueAsString(""));
        break;
      case "index":
        index = json.getValueAsString("");
        break;
      case "caused_by":
        BulkError nested = read(json);
        cause = nested.toString();
        causeType = nested.type();
        break;
      default:
        json.skipChildren();
    }
  }

  private BulkError error() {
    String text = cause.isEmpty() ? reason : reason + " (" + cause + ")";
    BulkError error = BulkError.of(type.isEmpty() ? "error" : type, shortened(text)).in(index);
    return bytesLimit < 0 && !permanent ? error : error.withBreaker(bytesLimit, permanent);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
