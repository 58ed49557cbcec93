package dev.sluice.mapreduce.input;

import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Converts a query in URI form, {@code ?q=title:hadoop}, to the Query DSL. The text is not
 * percent-decoded.
 */
final class UriQuery {

  /** Parameters with the same name in a query_string query. */
  private static final List<String> SAME =
      Collections.unmodifiableList(
          Arrays.asList("analyzer", "analyze_wildcard", "default_operator", "lenient"));

  private UriQuery() {}

  /**
   * The query.
   *
   * @throws IllegalArgumentException with the problem
   */
  static String toJson(String text) {
    ByteArray bytes = new ByteArray(256);
    JsonWriter json = new JsonWriter(bytes).startObject().name("query_string").startObject();
    boolean asked = false;
    for (String parameter : text.substring(text.indexOf('?') + 1).trim().split("&")) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      asked = asked || name.equals("q");
      json.name(name(name)).value(parameter.substring(equals + 1));
    }
    if (!asked) {
      throw new IllegalArgumentException(
          "a URI search requires the parameter q, such as ?q=title:hadoop");
    }
    json.endObject().endObject();
    return new String(bytes.array(), 0, bytes.length(), StandardCharsets.UTF_8);
  }

  private static String name(String parameter) {
    if (parameter.equals("q")) {
      return "query";
    }
    if (parameter.equals("df")) {
      return "default_field";
    }
    if (SAME.contains(parameter)) {
      return parameter;
    }
    throw new IllegalArgumentException(
        "a URI search supports q, df and "
            + String.join(", ", SAME)
            + ", not \""
            + parameter
            + "\": use a Query DSL query instead");
  }
}
