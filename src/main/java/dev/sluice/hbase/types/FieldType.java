package dev.sluice.hbase.types;

import dev.sluice.config.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A type named in a mapping: how to write it, and its Elasticsearch mapping. */
public final class FieldType {

  /** The maximum number of wrong letters for a suggestion. */
  private static final int MOST_SLIPS = 2;

  private static final String TEXT =
      "{\"type\":\"text\",\"fields\":{\"keyword\":{\"type\":\"keyword\",\"ignore_above\":256}}}";
  private static final String KEYWORD = "{\"type\":\"keyword\"}";
  private static final String DATE = "{\"type\":\"date\"}";

  public static final FieldType STRING = new FieldType("string", TEXT, BinaryTypes::string);
  static final FieldType JSON = new FieldType("json", "", JsonSyntax::copy);

  private static final Map<String, FieldType> KNOWN = known();

  private final String name;
  private final String elasticsearch;
  private final Supplier<ColumnType> writers;

  private FieldType(String name, String elasticsearch, ColumnType writer) {
    this(name, elasticsearch, () -> writer);
  }

  private FieldType(String name, String elasticsearch, Supplier<ColumnType> writers) {
    this.name = name;
    this.elasticsearch = elasticsearch;
    this.writers = writers;
  }

  private static Map<String, FieldType> known() {
    Map<String, FieldType> known = new LinkedHashMap<>();
    for (FieldType type :
        new FieldType[] {
          STRING,
          of("bool", "boolean", BinaryTypes::bool),
          of("byte", "byte", BinaryTypes::byte8),
          of("short", "short", BinaryTypes::short16),
          of("int", "integer", BinaryTypes::int32),
          of("long", "long", BinaryTypes::int64),
          of("float", "float", BinaryTypes::float32),
          of("double", "double", BinaryTypes::float64),
          of("decimal", "double", BinaryTypes::decimal),
          JSON,
          of("base64", "binary", BinaryTypes::base64),
          new FieldType("hex", KEYWORD, BinaryTypes::hex),
          new FieldType("uuid", KEYWORD, BinaryTypes::uuid),
          of("text:bool", "boolean", TextTypes::bool),
          of("text:byte", "byte", TextTypes.whole("byte", Byte.MIN_VALUE, Byte.MAX_VALUE)),
          of("text:short", "short", TextTypes.whole("short", Short.MIN_VALUE, Short.MAX_VALUE)),
          of("text:int", "integer", TextTypes.whole("int", Integer.MIN_VALUE, Integer.MAX_VALUE)),
          of("text:long", "long", TextTypes.whole("long", Long.MIN_VALUE, Long.MAX_VALUE)),
          of("text:float", "float", TextTypes::float32),
          of("text:double", "double", TextTypes::float64),
          of("text:decimal", "double", TextTypes::decimal)
        }) {
      known.put(type.name, type);
    }
    known.put("utf8", STRING);
    return known;
  }

  private static FieldType of(String name, String elasticsearch, ColumnType writer) {
    return new FieldType(name, "{\"type\":\"" + elasticsearch + "\"}", writer);
  }

  /** Parses a type and its parameters. */
  public static FieldType parse(Tokens words) throws SyntaxException {
    int column = words.column();
    return parse(words.next("a type"), column, words);
  }

  /** Parses a type whose first word was already taken. */
  public static FieldType parse(String word, int column, Tokens words) throws SyntaxException {
    if (word.startsWith("class:")) {
      return custom(word, column);
    }
    FieldType type = KNOWN.get(word);
    if (type == null) {
      throw unknown(word, column);
    }
    int place = words.column();
    if (!words.startsWith("date:")) {
      return type;
    }
    return type.date(words.next("a date").substring("date:".length()), place);
  }

  private static SyntaxException unknown(String word, int column) {
    Collection<String> names = new ArrayList<>(KNOWN.keySet());
    String hint =
        Spelling.nearest(word, names, MOST_SLIPS)
            .map(name -> Spelling.question(Collections.singleton('"' + name + '"')))
            .orElse("");
    return new SyntaxException(
        column,
        "unknown type \""
            + word
            + "\""
            + (hint.isEmpty() ? "." : hint)
            + " Valid types are "
            + String.join(", ", names)
            + " and class:NAME");
  }

  private static FieldType custom(String word, int column) throws SyntaxException {
    String className = word.substring("class:".length());
    try {
      Class<? extends ColumnType> found =
          Class.forName(className, true, loader()).asSubclass(ColumnType.class);
      // Checked to be usable now; each task creates its own instance, because a custom class may
      // keep state.
      found.getConstructor().newInstance();
      return new FieldType(word, "", () -> CustomType.of(found));
    } catch (ClassNotFoundException e) {
      throw because(column, "the class " + className + " is not on the classpath", e);
    } catch (ClassCastException e) {
      throw because(column, className + " does not implement " + ColumnType.class.getName(), e);
    } catch (ReflectiveOperationException e) {
      throw because(column, className + " has no usable public no-argument constructor", e);
    }
  }

  private static ClassLoader loader() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return loader == null ? FieldType.class.getClassLoader() : loader;
  }

  private static SyntaxException because(int column, String problem, Exception cause) {
    SyntaxException exception = new SyntaxException(column, problem);
    exception.initCause(cause);
    return exception;
  }

  private FieldType date(String form, int column) throws SyntaxException {
    String whole = name + " date:" + form;
    if (name.equals("string")) {
      return new FieldType(whole, DATE, pattern(form, column));
    }
    Optional<DateTypes.Count> count = count();
    if (!count.isPresent()) {
      throw new SyntaxException(
          column, "a date must be stored as string, long, int, text:long or text:int, not " + name);
    }
    switch (form) {
      case "epoch_millis":
        return new FieldType(whole, DATE, DateTypes.millis(count.get()));
      case "epoch_second":
        return new FieldType(whole, DATE, DateTypes.seconds(count.get()));
      default:
        throw new SyntaxException(
            column,
            "a number can only be date:epoch_millis or date:epoch_second, not date:" + form);
    }
  }

  private Optional<DateTypes.Count> count() {
    switch (name) {
      case "long":
        return Optional.of(BinaryTypes::toLong);
      case "int":
        return Optional.of(BinaryTypes::toInt);
      case "text:long":
      case "text:int":
        return Optional.of(TextTypes::toLong);
      default:
        return Optional.empty();
    }
  }

  private static ColumnType pattern(String form, int column) throws SyntaxException {
    boolean quoted = form.length() > 1 && form.startsWith("\"") && form.endsWith("\"");
    String pattern = quoted ? form.substring(1, form.length() - 1) : form;
    try {
      if (pattern.startsWith("epoch_") || pattern.isEmpty()) {
        throw new IllegalArgumentException(
            "a text with such a number is text:long date:" + pattern);
      }
      return DateTypes.pattern(pattern);
    } catch (IllegalArgumentException e) {
      throw because(
          column, "\"" + pattern + "\" is not a valid date pattern: " + e.getMessage(), e);
    }
  }

  /** Whether this is JSON that can be merged. */
  public boolean isJson() {
    return name.equals("json");
  }

  /** The Elasticsearch mapping of the type; empty if dynamic mapping is sufficient. */
  public String elasticsearch() {
    return elasticsearch;
  }

  /** Creates the writer of values of this type, for one thread. */
  public ColumnType writer() {
    return writers.get();
  }

  @Override
  public String toString() {
    return name;
  }
}
