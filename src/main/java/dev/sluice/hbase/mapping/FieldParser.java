package dev.sluice.hbase.mapping;

import dev.sluice.hbase.types.FieldType;
import dev.sluice.hbase.types.SyntaxException;
import dev.sluice.hbase.types.Tokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Parses the part after the equals sign of a field's line. */
final class FieldParser {

  private static final int MOST_VERSIONS = 10_000;

  private final FieldPath target;
  private final int line;
  private final int column;

  private FieldParser(FieldPath target, int line, int column) {
    this.target = target;
    this.line = line;
    this.column = column;
  }

  static FieldParser of(FieldPath target, int line, int column) {
    return new FieldParser(target, line, column);
  }

  void read(Tokens words, ObjectField root) throws SyntaxException {
    int place = words.column();
    String word = words.next("a column such as family:qualifier, key or ts");
    if (KeySlice.isMeantBy(word)) {
      target.require(FieldPath.Kind.VALUE, column, "the key");
      KeySlice slice = KeySlice.parse(word, place);
      add(root, new KeyField(target.toString(), slice, type(words)));
    } else if (word.equals("ts")) {
      target.require(FieldPath.Kind.VALUE, column, "a timestamp");
      add(root, new TimeField(target.toString(), MappingParser.timestampColumn(words)));
    } else {
      Column source = source(word, place);
      if (source.isPrefix()) {
        many(words, source, root);
      } else if (words.take("versions")) {
        target.require(FieldPath.Kind.ARRAY, column, "a number of versions");
        add(root, versions(words, source));
      } else {
        one(words, source, root);
      }
    }
  }

  private static Column source(String word, int place) throws SyntaxException {
    if (word.indexOf(':') < 0) {
      throw new SyntaxException(
          place,
          "expected a column such as family:qualifier, key or ts, but found \"" + word + "\"");
    }
    return Column.parse(word, place);
  }

  private void add(ObjectField root, Field field) throws SyntaxException {
    root.add(target.path(), field, line, column);
  }

  private static FieldType type(Tokens words) throws SyntaxException {
    return words.take("as") ? FieldType.parse(words) : FieldType.STRING;
  }

  private void one(Tokens words, Column source, ObjectField root) throws SyntaxException {
    target.require(FieldPath.Kind.VALUE, column, "one column without \"versions\"");
    FieldType type = type(words);
    boolean merge = type.isJson() && words.take("merge");
    boolean required = words.take("!");
    if (!required) {
      words.take("?");
    }
    if (merge) {
      MergedField merged = new MergedField(target.toString(), source, required);
      root.addOpen(target.path(), merged, line, column);
    } else {
      add(root, new ColumnField(target.toString(), source, type, required));
    }
  }

  private void many(Tokens words, Column source, ObjectField root) throws SyntaxException {
    if (target.kind() == FieldPath.Kind.ARRAY) {
      add(
          root,
          words.take("names")
              ? ListField.ofNames(target.toString(), source)
              : ListField.ofValues(target.toString(), source, type(words)));
      return;
    }
    target.require(FieldPath.Kind.MEMBERS, column, source + ", which matches many columns,");
    FamilyField family = new FamilyField(target.toString(), source, type(words));
    root.addOpen(target.path(), family, line, column);
  }

  private VersionsField versions(Tokens words, Column source) throws SyntaxException {
    int count = count(words);
    if (!words.take("as")) {
      return VersionsField.ofValues(target.toString(), source, count, FieldType.STRING);
    }
    if (!words.take("{")) {
      return VersionsField.ofValues(target.toString(), source, count, FieldType.parse(words));
    }
    List<VersionsField.Part> parts = new ArrayList<>();
    Set<String> names = new HashSet<>();
    do {
      int place = words.column();
      VersionsField.Part part = part(words);
      if (!names.add(part.name())) {
        throw new SyntaxException(place, "duplicate name " + part.name());
      }
      parts.add(part);
    } while (words.take(","));
    words.expect("}");
    return VersionsField.ofObjects(target.toString(), source, count, parts);
  }

  private static int count(Tokens words) throws SyntaxException {
    int place = words.column();
    String word = words.next("a number of versions");
    if (!word.matches("[1-9]\\d{0,4}") || Integer.parseInt(word) > MOST_VERSIONS) {
      throw new SyntaxException(
          place,
          "the number of versions must be from 1 to " + MOST_VERSIONS + ", not \"" + word + "\"");
    }
    return Integer.parseInt(word);
  }

  /** {@code ts}, {@code name: ts} or {@code name: TYPE}. */
  private static VersionsField.Part part(Tokens words) throws SyntaxException {
    int place = words.column();
    String word = words.next("ts, or a name and a type");
    if (word.equals("ts")) {
      return VersionsField.Part.timestamp(word);
    }
    if (words.startsWith(":")) {
      word += words.next("a colon");
    }
    int colon = word.indexOf(':');
    if (colon <= 0) {
      throw new SyntaxException(
          place, "expected ts, or a name and a type such as v: double, but found \"" + word + "\"");
    }
    String name = word.substring(0, colon);
    String first = word.substring(colon + 1);
    int typePlace = first.isEmpty() ? words.column() : place + colon + 1;
    String type = first.isEmpty() ? words.next("a type") : first;
    return type.equals("ts")
        ? VersionsField.Part.timestamp(name)
        : VersionsField.Part.value(name, FieldType.parse(type, typePlace, words));
  }
}
