package dev.sluice.hbase.mapping;

import dev.sluice.config.ConfigException;
import dev.sluice.hbase.types.JsonSyntax;
import dev.sluice.hbase.types.SyntaxException;
import dev.sluice.hbase.types.TextForm;
import dev.sluice.hbase.types.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses a mapping line by line and continues after errors, to report all of them together. */
final class MappingParser {

  private final ObjectField root = new ObjectField();
  private final List<Column> skips = new ArrayList<>();
  private final Map<String, Integer> once = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private IdRule id = IdRule.DEFAULT;
  private Optional<RoutingRule> routing = Optional.empty();
  private Optional<VersionRule> version = Optional.empty();
  private OnError onError = OnError.REJECT;
  private int line;

  private MappingParser() {}

  static RowMapping parse(String text) {
    MappingParser parser = new MappingParser();
    for (String line : text.split("\r\n|\r|\n", -1)) {
      parser.read(line);
    }
    if (!parser.problems.isEmpty()) {
      throw new ConfigException(parser.problems);
    }
    return new RowMapping(
        parser.id, parser.routing, parser.version, parser.root, parser.skips, parser.onError);
  }

  private void read(String text) {
    line++;
    try {
      Tokens words = Tokens.of(text);
      if (!words.atEnd()) {
        statement(words);
        words.end();
      }
    } catch (SyntaxException e) {
      problems.add("mapping line " + line + ", column " + e.column() + ": " + e.getMessage());
    }
  }

  private void statement(Tokens words) throws SyntaxException {
    int column = words.column();
    if (words.startsKeyword("skip")) {
      words.take("skip");
      skips.add(column(words));
    } else if (words.starts("on", "error")) {
      onError(words);
    } else if (words.startsKeyword("const")) {
      words.take("const");
      constant(words);
    } else if (words.startsKeyword("table") || words.startsKeyword("index")) {
      String what = words.next("a word");
      throw new SyntaxException(
          column,
          "the "
              + what
              + " is not part of a mapping: set it with --"
              + what
              + " or the key "
              + (what.equals("table") ? "sluice.hbase.table" : "sluice.index"));
    } else {
      assignment(words, column);
    }
  }

  private void onError(Tokens words) throws SyntaxException {
    once("on error", words.column());
    words.take("on");
    words.take("error");
    words.expect("=");
    int column = words.column();
    String word = words.next("fail, skip-field or reject");
    List<String> known = new ArrayList<>();
    for (OnError choice : OnError.values()) {
      known.add(choice.toString());
      if (choice.toString().equals(word)) {
        onError = choice;
      }
    }
    if (!known.contains(word)) {
      throw new SyntaxException(
          column, "on error must be fail, skip-field or reject, not \"" + word + "\"");
    }
    if (words.starts("max")) {
      throw new SyntaxException(
          words.column(),
          "a mapping cannot limit rejected documents: set sluice.errors.max instead");
    }
  }

  private void constant(Tokens words) throws SyntaxException {
    int column = words.column();
    FieldPath target = FieldPath.parse(words);
    target.require(FieldPath.Kind.VALUE, column, "a constant");
    words.expect("=");
    int place = words.column();
    String json = words.rest();
    try {
      JsonSyntax.check(json);
    } catch (IllegalArgumentException e) {
      throw new SyntaxException(
          place, "a constant must be one JSON value, such as \"text\" in quotes or 42");
    }
    root.add(target.path(), new ConstantField(target.toString(), json), line, column);
  }

  private void assignment(Tokens words, int column) throws SyntaxException {
    String first = words.peek();
    switch (first) {
      case "_id":
        start(words, column);
        id = id(words);
        break;
      case "_routing":
        start(words, column);
        routing = Optional.of(routing(words));
        break;
      case "_version":
        start(words, column);
        version = Optional.of(version(words));
        break;
      default:
        FieldPath target = FieldPath.parse(words);
        words.expect("=");
        FieldParser.of(target, line, column).read(words, root);
    }
  }

  private void start(Tokens words, int column) throws SyntaxException {
    once(words.next("a name"), column);
    words.expect("=");
  }

  private void once(String what, int column) throws SyntaxException {
    Integer earlier = once.putIfAbsent(what, line);
    if (earlier != null) {
      throw new SyntaxException(column, what + " is already set on line " + earlier);
    }
  }

  private static IdRule id(Tokens words) throws SyntaxException {
    int column = words.column();
    String word = words.next("key or a part of the key");
    if (!KeySlice.isMeantBy(word)) {
      throw new SyntaxException(
          column,
          "an id must be the row key or a part of it, such as _id = key as hex, not \""
              + word
              + "\"");
    }
    KeySlice slice = KeySlice.parse(word, column);
    return new IdRule(slice, form(words));
  }

  private static TextForm form(Tokens words) throws SyntaxException {
    return words.take("as") ? TextForm.parse(words) : TextForm.UTF8;
  }

  private static RoutingRule routing(Tokens words) throws SyntaxException {
    int column = words.column();
    String word = words.next("a column, key or a part of the key");
    if (KeySlice.isMeantBy(word)) {
      return RoutingRule.ofKey(KeySlice.parse(word, column), form(words));
    }
    Column source = single(Column.parse(word, column), column);
    return RoutingRule.ofColumn(source, form(words), optional(words));
  }

  private static VersionRule version(Tokens words) throws SyntaxException {
    words.expect("ts");
    if (words.take("max")) {
      return VersionRule.MAX;
    }
    Column column = timestampColumn(words);
    return VersionRule.ofColumn(column, optional(words));
  }

  private static boolean optional(Tokens words) {
    if (words.take("!")) {
      return false;
    }
    return words.take("?");
  }

  /** The column of {@code ts f:q} or {@code ts(f:q)}, after the {@code ts}. */
  static Column timestampColumn(Tokens words) throws SyntaxException {
    boolean bracket = words.take("(");
    int place = words.column();
    Column column = single(column(words), place);
    if (bracket) {
      words.expect(")");
    }
    return column;
  }

  private static Column column(Tokens words) throws SyntaxException {
    int place = words.column();
    return Column.parse(words.next("a column such as family:qualifier"), place);
  }

  private static Column single(Column column, int place) throws SyntaxException {
    if (column.isPrefix()) {
      throw new SyntaxException(
          place, column + " matches many columns, but this needs a single column");
    }
    return column;
  }
}
