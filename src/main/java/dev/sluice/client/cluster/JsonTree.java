package dev.sluice.client.cluster;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.client.http.HttpResponse;
import dev.sluice.client.http.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A small reply as a tree, for the control plane; absent values read as empty. Immutable. */
public final class JsonTree {

  private static final JsonTree NOTHING =
      new JsonTree(null, Collections.emptyMap(), Collections.emptyList());

  private final String text;
  private final Map<String, JsonTree> fields;
  private final List<JsonTree> items;

  private JsonTree(String text, Map<String, JsonTree> fields, List<JsonTree> items) {
    this.text = text;
    this.fields = fields;
    this.items = items;
  }

  /** Reads a complete reply. */
  public static JsonTree read(HttpResponse answer) throws IOException {
    return Json.read(
        answer.body(),
        json -> {
          json.nextToken();
          return value(json);
        });
  }

  /**
   * Parses JSON.
   *
   * @throws IllegalArgumentException if the bytes are not JSON
   */
  public static JsonTree parse(byte[] bytes) {
    try {
      return Json.read(
          bytes,
          json -> {
            json.nextToken();
            return value(json);
          });
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Reads the value at the parser's position; leaves the parser at its end. */
  public static JsonTree value(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      Map<String, JsonTree> fields = new LinkedHashMap<>();
      Json.fields(json, (name, value) -> fields.put(name, value(value)));
      return new JsonTree(null, Collections.unmodifiableMap(fields), Collections.emptyList());
    }
    if (json.currentToken() == JsonToken.START_ARRAY) {
      List<JsonTree> items = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        items.add(value(json));
      }
      return new JsonTree(null, Collections.emptyMap(), Collections.unmodifiableList(items));
    }
    if (json.currentToken() == null) {
      throw Json.strange("it is empty");
    }
    return new JsonTree(json.getValueAsString(), Collections.emptyMap(), Collections.emptyList());
  }

  /** The value at a path of names. */
  public JsonTree at(String... path) {
    JsonTree tree = this;
    for (String name : path) {
      tree = tree.fields.getOrDefault(name, NOTHING);
    }
    return tree;
  }

  /** The fields of an object. */
  public Map<String, JsonTree> fields() {
    return fields;
  }

  /** All scalars in nested objects, by their path joined with dots. */
  public Map<String, String> leaves() {
    Map<String, String> leaves = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          value.text().ifPresent(text -> leaves.put(name, text));
          value.leaves().forEach((path, text) -> leaves.put(name + "." + path, text));
        });
    return leaves;
  }

  /** The items of an array. */
  public List<JsonTree> items() {
    return items;
  }

  /** The texts of an array's scalars. */
  public List<String> texts() {
    return items.stream()
        .filter(item -> item.text != null)
        .map(item -> item.text)
        .collect(Collectors.toList());
  }

  /** The text of a scalar. */
  public Optional<String> text() {
    return Optional.ofNullable(text);
  }

  /** The value of a whole number. */
  public OptionalLong number() {
    return text != null && text.matches("-?\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  public boolean isTrue() {
    return "true".equals(text);
  }

  /** Whether both are the same values; the order of fields does not count. */
  @Override
  public boolean equals(Object other) {
    return other instanceof JsonTree
        && Objects.equals(((JsonTree) other).text, text)
        && ((JsonTree) other).fields.equals(fields)
        && ((JsonTree) other).items.equals(items);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text, fields, items);
  }
}
