package dev.sluice.json;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads an object of texts and numbers. */
public final class JsonObject {

  private JsonObject() {}

  /** The fields of the object that is next; others than texts and numbers are left out. */
  public static Map<String, String> read(JsonScan scan) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    scan.enter('{');
    while (scan.more('}')) {
      scan.name();
      String name = scan.text();
      scan.scalar().ifPresent(text -> fields.put(name, text));
    }
    return fields;
  }

  /** A field as a whole number; 0 if it is missing. */
  public static long number(Map<String, String> fields, String name) throws IOException {
    try {
      return Long.parseLong(fields.getOrDefault(name, "0"));
    } catch (NumberFormatException e) {
      throw new IOException("\"" + name + "\" is not a whole number: " + fields.get(name), e);
    }
  }
}
