package dev.sluice.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a reader that is not ours says of bytes: trees of maps, lists and texts of literals. */
public final class Jackson {

  private static final JsonFactory STRICT = new JsonFactory();

  /** As Elasticsearch sets it up: see its JsonXContentImpl. */
  private static final JsonFactory SERVER =
      new JsonFactory()
          .enable(JsonParser.Feature.ALLOW_COMMENTS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private Jackson() {}

  /** The one object that the bytes are, by the letter; names may come twice. */
  public static Optional<Map<String, Object>> object(byte[] json) {
    return read(STRICT, json);
  }

  /** The one object that Elasticsearch takes them for. */
  public static Optional<Map<String, Object>> asTheServerReads(byte[] json) {
    return read(SERVER, json);
  }

  private static Optional<Map<String, Object>> read(JsonFactory factory, byte[] json) {
    try (JsonParser parser = factory.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Map<String, Object> object = map(parser);
      return parser.nextToken() == null ? Optional.of(object) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> map(JsonParser parser) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  private static Object value(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT:
        return map(parser);
      case START_ARRAY:
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser));
        }
        return array;
      case VALUE_NULL:
        return null;
      default:
        return parser.getText();
    }
  }

  /** The first text, number or truth value at a path of names. */
  public static Optional<String> field(Map<?, ?> object, String path) {
    for (Map.Entry<?, ?> member : object.entrySet()) {
      String name = (String) member.getKey();
      Object value = member.getValue();
      if (name.equals(path) && value instanceof String text) {
        return Optional.of(text);
      }
      if (path.startsWith(name + ".") && value instanceof Map<?, ?> map) {
        Optional<String> inside = field(map, path.substring(name.length() + 1));
        if (inside.isPresent()) {
          return inside;
        }
      }
    }
    return Optional.empty();
  }
}
