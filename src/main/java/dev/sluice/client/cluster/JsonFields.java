package dev.sluice.client.cluster;

import com.fasterxml.jackson.core.JsonParser;
import dev.sluice.client.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields of a JSON object in order, each with its value as JSON text. Immutable. */
public final class JsonFields {

  public static final JsonFields NONE = new JsonFields(Collections.emptyMap());

  private final Map<String, String> values;

  private JsonFields(Map<String, String> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** Reads the object at or after the parser's position. */
  public static JsonFields read(JsonParser json) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    Json.fields(json, (name, value) -> values.put(name, Json.copy(value)));
    return new JsonFields(values);
  }

  /**
   * Parses an object.
   *
   * @throws IllegalArgumentException if the text is not an object
   */
  public static JsonFields parse(String text) {
    try {
      return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonFields::read);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** The names of the fields, in order. */
  public Set<String> names() {
    return values.keySet();
  }

  /** The JSON value of a field. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The object in a field; an empty object if the field is absent. */
  public JsonFields object(String name) {
    return get(name).map(JsonFields::parse).orElse(NONE);
  }

  /** A copy with this field set. */
  public JsonFields with(String name, String json) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(name, json);
    return new JsonFields(more);
  }

  /** A copy without this field. */
  public JsonFields without(String name) {
    Map<String, String> fewer = new LinkedHashMap<>(values);
    fewer.remove(name);
    return new JsonFields(fewer);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonFields && ((JsonFields) other).values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** One JSON object. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> Json.quoted(entry.getKey()) + ":" + entry.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
