package dev.sluice.bench.contestant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.smile.SmileFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** How the actions and documents of a bulk request are written. */
enum BulkFormat {
  /** Lines of JSON. */
  JSON("application/x-ndjson", '\n') {
    @Override
    byte[] action(byte[] id) {
      byte[] action = Arrays.copyOf(ACTION, ACTION.length + id.length + ACTION_END.length);
      System.arraycopy(id, 0, action, ACTION.length, id.length);
      System.arraycopy(ACTION_END, 0, action, ACTION.length + id.length, ACTION_END.length);
      return action;
    }

    @Override
    byte[] encoded(byte[] json, int length) {
      return json.length == length ? json : Arrays.copyOf(json, length);
    }
  },
  /** Binary JSON. The server keeps a source as it came, and makes JSON of it when it is read. */
  SMILE("application/smile", 0xFF) {
    @Override
    byte[] action(byte[] id) {
      byte[] json = JSON.action(id);
      return encoded(json, json.length);
    }

    @Override
    byte[] encoded(byte[] json, int length) {
      ByteArrayOutputStream smile = new ByteArrayOutputStream(length);
      try (JsonParser parser = TEXT.createParser(json, 0, length);
          JsonGenerator generator = BINARY.createGenerator(smile)) {
        while (parser.nextToken() != null) {
          generator.copyCurrentEvent(parser);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return smile.toByteArray();
    }
  };

  private static final byte[] ACTION = "{\"index\":{\"_id\":\"".getBytes(US_ASCII);
  private static final byte[] ACTION_END = "\"}}".getBytes(US_ASCII);
  private static final JsonFactory TEXT = new JsonFactory();
  private static final SmileFactory BINARY = new SmileFactory();

  private final String contentType;
  private final byte separator;

  BulkFormat(String contentType, int separator) {
    this.contentType = contentType;
    this.separator = (byte) separator;
  }

  String contentType() {
    return contentType;
  }

  /** The byte behind each action and each document, which is in none of them. */
  byte separator() {
    return separator;
  }

  /** The action that indexes a document. */
  abstract byte[] action(byte[] id);

  /** An object of JSON in this format. */
  abstract byte[] encoded(byte[] json, int length);
}
