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

/** How values of a field are converted, by its mapped type. */
enum FieldKind {
  /** Text, however the document writes it. */
  TEXT(Text.class),
  /** Text, or a number if the document has one. */
  DATE(Text.class),
  BYTE(ByteWritable.class),
  SHORT(ShortWritable.class),
  INTEGER(IntWritable.class),
  LONG(LongWritable.class),
  FLOAT(FloatWritable.class),
  DOUBLE(DoubleWritable.class),
  BOOLEAN(BooleanWritable.class),
  /** The bytes of a base64 string. */
  BINARY(BytesWritable.class),
  /** A geo or join field: converted as the document writes it. */
  OPEN(Text.class),
  /** An object with its own fields. */
  OBJECT(MapWritable.class),
  /** An array of objects, even with a single one. */
  NESTED(MapWritable.class);

  private final Class<? extends Writable> type;

  FieldKind(Class<? extends Writable> type) {
    this.type = type;
  }

  /** The kind of an Elasticsearch type; empty for types without a Writable. */
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

  /** The class of a value, for arrays; {@link MapValues} chooses the class of maps. */
  Class<? extends Writable> type() {
    return type;
  }

  /** Whether its values are objects. */
  boolean isCompound() {
    return this == OPEN || this == OBJECT || this == NESTED;
  }

  /** The kind that holds the values of both: the wider number, or text. Empty if there is none. */
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
