package dev.sluice.client.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;

/** Shared functions of all reply readers: streaming and the exception for invalid replies. */
public final class Json {

  /** No limits: only Elasticsearch decides what a document may contain. */
  private static final StreamReadConstraints ANY_DOCUMENT =
      StreamReadConstraints.builder()
          .maxNestingDepth(Integer.MAX_VALUE)
          .maxNumberLength(Integer.MAX_VALUE)
          .maxStringLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .build();

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  private static final JsonFactory DOCUMENTS =
      FACTORY.rebuild().streamReadConstraints(ANY_DOCUMENT).build();

  private Json() {}

  /** Reads JSON; the parser is before the first token. */
  public interface Reader<T> {
    T read(JsonParser json) throws IOException;
  }

  /** Reads one field; the parser is at the value and must be left at the value's end. */
  public interface Field {
    void read(String name, JsonParser json) throws IOException;
  }

  /**
   * Reads a stream to its end.
   *
   * @throws IOException if the stream is truncated or not JSON of the expected form
   */
  public static <T> T read(InputStream in, Reader<T> reader) throws IOException {
    try (JsonParser json = FACTORY.createParser(in)) {
      return read(json, reader);
    }
  }

  /**
   * Reads a stream that contains documents to its end.
   *
   * @throws IOException if the stream is truncated or not JSON of the expected form
   */
  public static <T> T readDocuments(InputStream in, Reader<T> reader) throws IOException {
    try (JsonParser json = DOCUMENTS.createParser(in)) {
      return read(json, reader);
    }
  }

  public static <T> T read(byte[] bytes, Reader<T> reader) throws IOException {
    try (JsonParser json = FACTORY.createParser(bytes)) {
      return read(json, reader);
    }
  }

  private static <T> T read(JsonParser json, Reader<T> reader) throws IOException {
    try {
      T value = reader.read(json);
      if (json.nextToken() != null) {
        throw strange("it has more than one JSON value");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IOException("the reply is cut short or not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Reads the value at the parser's position; must leave the parser at the value's end. */
  public interface Value {
    void read(JsonParser json) throws IOException;
  }

  /** Reads one field of the object at the parser's position and skips the others. */
  public static void field(JsonParser json, String wanted, Value value) throws IOException {
    fields(
        json,
        (name, at) -> {
          if (name.equals(wanted)) {
            value.read(at);
          } else {
            at.skipChildren();
          }
        });
  }

  /** The value at the parser's position, as JSON. */
  public static String copy(JsonParser json) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      out.copyCurrentStructure(json);
    }
    return text.toString();
  }

  /** A text as a JSON string; null as null. */
  public static String quoted(String value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      out.writeString(value);
    } catch (IOException e) {
      throw new AssertionError("I/O error on text in memory", e);
    }
    return text.toString();
  }

  /** Reads the fields of the object at or after the parser's position. */
  public static void fields(JsonParser json, Field field) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      expect(json.nextToken(), JsonToken.START_OBJECT);
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      field.read(name, json);
    }
    expect(json.currentToken(), JsonToken.END_OBJECT);
  }

  public static void expect(JsonToken found, JsonToken wanted) throws IOException {
    if (found != wanted) {
      throw strange(
          "found " + (found == null ? "its end" : found.name()) + " but expected " + wanted);
    }
  }

  public static IOException strange(String what) {
    return new IOException("the reply is not a valid Elasticsearch reply: " + what);
  }
}
