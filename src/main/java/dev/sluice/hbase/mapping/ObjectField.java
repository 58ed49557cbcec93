package dev.sluice.hbase.mapping;

import dev.sluice.hbase.types.Names;
import dev.sluice.hbase.types.SyntaxException;
import dev.sluice.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An object of the document with all its fields, from any lines of the mapping, so that it is
 * written once. Grows while the mapping is parsed and does not change afterwards.
 */
final class ObjectField implements Field {

  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private Field open;
  private int openLine;

  /**
   * Adds a field.
   *
   * @param path the names of its path
   * @param line its line in the mapping
   * @param column its column in the line
   * @throws SyntaxException if the field is already defined
   */
  void add(List<String> path, Field field, int line, int column) throws SyntaxException {
    ObjectField parent = parent(path, line, column);
    String name = path.get(path.size() - 1);
    Integer earlier = parent.lines.putIfAbsent(name, line);
    if (earlier != null) {
      throw new SyntaxException(
          column, "field " + String.join(".", path) + " is already set on line " + earlier);
    }
    parent.fields.put(name, field);
  }

  /**
   * Adds a field with names from the data; an object can have only one.
   *
   * @param path the names of its path; the last one is the star
   */
  void addOpen(List<String> path, Field field, int line, int column) throws SyntaxException {
    ObjectField parent = parent(path, line, column);
    if (parent.open != null) {
      throw new SyntaxException(
          column,
          "an object can have only one wildcard source, but line "
              + parent.openLine
              + " already sets one; the same field could occur twice");
    }
    parent.open = field;
    parent.openLine = line;
  }

  private ObjectField parent(List<String> path, int line, int column) throws SyntaxException {
    ObjectField parent = this;
    for (int i = 0; i < path.size() - 1; i++) {
      String name = path.get(i);
      Field child = parent.fields.computeIfAbsent(name, absent -> new ObjectField());
      int earlier = parent.lines.computeIfAbsent(name, absent -> line);
      if (!(child instanceof ObjectField)) {
        throw new SyntaxException(
            column,
            "field "
                + String.join(".", path.subList(0, i + 1))
                + " must be an object here, but line "
                + earlier
                + " sets it to a value");
      }
      parent = (ObjectField) child;
    }
    return parent;
  }

  /** Creates the writer of the members, without braces and name. */
  Member compile(Layout layout) {
    List<Member> members = new ArrayList<>();
    fields.forEach(
        (name, field) ->
            members.add(field.compile(name.getBytes(StandardCharsets.UTF_8), Names.NONE, layout)));
    if (open != null) {
      members.add(open.compile(new byte[0], Names.of(fields.keySet()), layout));
    }
    Member[] all = members.toArray(new Member[0]);
    return (row, out) -> {
      for (Member member : all) {
        member.write(row, out);
      }
    };
  }

  @Override
  public Member compile(byte[] name, Names siblings, Layout layout) {
    Member members = compile(layout);
    return (row, out) -> {
      JsonWriter json = out.json();
      int mark = json.mark();
      json.name(name, 0, name.length).startObject();
      int inside = json.mark();
      members.write(row, out);
      if (json.isPast(inside)) {
        json.endObject();
      } else {
        json.reset(mark);
      }
    };
  }

  private void forEach(Consumer<Field> sink) {
    fields.values().forEach(sink);
    if (open != null) {
      sink.accept(open);
    }
  }

  @Override
  public void columns(Consumer<Column> sink) {
    forEach(field -> field.columns(sink));
  }

  @Override
  public int versions() {
    int[] most = {1};
    forEach(field -> most[0] = Math.max(most[0], field.versions()));
    return most[0];
  }

  @Override
  public boolean isRequired() {
    boolean[] any = {false};
    forEach(field -> any[0] |= field.isRequired());
    return any[0];
  }

  @Override
  public void lines(Consumer<String> sink) {
    forEach(field -> field.lines(sink));
  }

  /** Suggests the index mappings of the members; members from the data need none. */
  void suggestMembers(JsonWriter json) {
    fields.forEach((name, field) -> field.suggest(name, json));
  }

  @Override
  public void suggest(String name, JsonWriter json) {
    if (fields.isEmpty()) {
      open.suggest(name, json);
      return;
    }
    json.name(name).startObject().name("properties").startObject();
    suggestMembers(json);
    json.endObject().endObject();
  }
}
