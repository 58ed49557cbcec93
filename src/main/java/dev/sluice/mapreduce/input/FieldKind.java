package dev.sluice.mapreduce.input;

import dev.sluice.io.MapValues;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.io.BooleanWritable;
import org.apache.hadoop.io.ByteWritable;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.FloatWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.ShortWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;

/** What a field's values become by the type that the mapping gives it. */
enum FieldKind {
  /** Text, however a document writes it. */
  TEXT(Text.class),
  /** Text, or a number where the document has one. */
  DATE(Text.class),
  BYTE(ByteWritable.class),
  SHORT(ShortWritable.class),
  INTEGER(IntWritable.class),
  LONG(LongWritable.class),
  FLOAT(FloatWritable.class),
  DOUBLE(DoubleWritable.class),
  BOOLEAN(BooleanWritable.class),
  /** The bytes of the text that stands for it, which is base64. */
  BINARY(BytesWritable.class),
  /** A place, or a relation: whatever the document has for it. */
  OPEN(Text.class),
  /** Fields of its own. */
  OBJECT(MapWritable.class),
  /** An array of objects, even if it is one. */
  NESTED(MapWritable.class);

  private final Class<? extends Writable> type;

  FieldKind(Class<? extends Writable> type) {
    this.type = type;
  }

  /** The kind of a type of Elasticsearch; absent for those that no Writable stands for. */
  static Optional<FieldKind> of(String type) {
    switch (type) {
      case "keyword":
      case "text":
      case "string":
      case "wildcard":
      case "ip":
        return Optional.of(TEXT);
      case "date":
      case "date_nanos":
        return Optional.of(DATE);
      case "half_float":
        return Optional.of(FLOAT);
      case "scaled_float":
        return Optional.of(DOUBLE);
      case "token_count":
        return Optional.of(LONG);
      case "geo_point":
      case "geo_shape":
      case "join":
        return Optional.of(OPEN);
      case "byte":
      case "short":
      case "integer":
      case "long":
      case "float":
      case "double":
      case "boolean":
      case "binary":
      case "object":
      case "nested":
        return Optional.of(valueOf(type.toUpperCase(Locale.ROOT)));
      default:
        return Optional.empty();
    }
  }

  /** The class of a value, as arrays name it; that of maps is chosen by {@link MapValues}. */
  Class<? extends Writable> type() {
    return type;
  }

  /** Whether its values are no single ones. */
  boolean isCompound() {
    return this == OPEN || this == OBJECT || this == NESTED;
  }

  /**
   * The kind that holds the values of both: the wider number, or text. Absent where there is none.
   */
  Optional<FieldKind> with(FieldKind other) {
    if (this == other) {
      return Optional.of(this);
    }
    if (isCompound() || other.isCompound()) {
      return Optional.empty();
    }
    boolean whole = isWithin(BYTE, LONG) && other.isWithin(BYTE, LONG);
    boolean fraction = isWithin(FLOAT, DOUBLE) && other.isWithin(FLOAT, DOUBLE);
    return Optional.of(whole || fraction ? (compareTo(other) > 0 ? this : other) : TEXT);
  }

  private boolean isWithin(FieldKind least, FieldKind most) {
    return compareTo(least) >= 0 && compareTo(most) <= 0;
  }
}
