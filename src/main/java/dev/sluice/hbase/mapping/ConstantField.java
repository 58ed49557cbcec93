package dev.sluice.hbase.mapping;

import dev.sluice.hbase.types.Names;
import dev.sluice.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/** {@code const name = JSON}: the same value in every document. */
final class ConstantField implements Field {

  private final String target;
  private final String json;

  ConstantField(String target, String json) {
    this.target = target;
    this.json = json;
  }

  @Override
  public Member compile(byte[] name, Names siblings, Layout layout) {
    byte[] value = json.getBytes(StandardCharsets.UTF_8);
    return (row, out) -> out.json().name(name, 0, name.length).raw(value, 0, value.length);
  }

  @Override
  public void suggest(String name, JsonWriter out) {
    Field.suggest(name, json.startsWith("\"") ? "{\"type\":\"keyword\"}" : "", out);
  }

  @Override
  public String toString() {
    return "const " + target + " = " + json;
  }
}
