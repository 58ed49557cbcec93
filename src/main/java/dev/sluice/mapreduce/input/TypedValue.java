package dev.sluice.mapreduce.input;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.io.BooleanWritable;
import org.apache.hadoop.io.ByteWritable;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.FloatWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.ShortWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;

/**
 * Converts a single value to its mapped type as leniently as Elasticsearch does: "7" and 7.9 are 7
 * in an integer field. Immutable.
 */
final class TypedValue {

  private final boolean emptyAsNull;

  TypedValue(boolean emptyAsNull) {
    this.emptyAsNull = emptyAsNull;
  }

  /**
   * The value of a string.
   *
   * @throws UnreadableException if it cannot be converted
   */
  Writable ofText(String text, FieldKind kind) throws UnreadableException {
    if (kind == FieldKind.BOOLEAN) {
      return bit(text);
    }
    if (kind == FieldKind.BINARY) {
      return new BytesWritable(text.getBytes(StandardCharsets.UTF_8));
    }
    if (text.isEmpty() && emptyAsNull) {
      return NullWritable.get();
    }
    return kind == FieldKind.DATE ? new Text(text) : of(text, kind);
  }

  /**
   * The value of a number or boolean.
   *
   * @throws UnreadableException if it cannot be converted
   */
  Writable ofLiteral(String text, FieldKind kind) throws UnreadableException {
    if (kind == FieldKind.DATE) {
      boolean number = !Character.isLetter(text.charAt(0));
      return number ? of(text, FieldKind.LONG) : new Text(text);
    }
    return of(text, kind);
  }

  private static Writable of(String text, FieldKind kind) throws UnreadableException {
    try {
      switch (kind) {
        case BYTE:
          return new ByteWritable((byte) whole(text, Byte.MIN_VALUE, Byte.MAX_VALUE));
        case SHORT:
          return new ShortWritable((short) whole(text, Short.MIN_VALUE, Short.MAX_VALUE));
        case INTEGER:
          return new IntWritable((int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
        case LONG:
          return new LongWritable(whole(text, Long.MIN_VALUE, Long.MAX_VALUE));
        case FLOAT:
          return new FloatWritable(Float.parseFloat(text));
        case DOUBLE:
          return new DoubleWritable(Double.parseDouble(text));
        case BOOLEAN:
          return bit(text);
        case BINARY:
        case DATE:
        case TEXT:
        case OPEN:
        case OBJECT:
        case NESTED:
          return new Text(text);
      }
    } catch (NumberFormatException e) {
      throw new UnreadableException(kind);
    }
    throw new AssertionError(kind);
  }

  private static long whole(String text, long least, long most) {
    try {
      return within(Long.parseLong(text), least, most);
    } catch (NumberFormatException e) {
      BigDecimal number = new BigDecimal(text);
      // 1e1000000000 is short, but its digits would be very long.
      if (Math.abs((long) number.scale()) > 1_000) {
        throw e;
      }
      BigInteger truncated = number.toBigInteger();
      if (truncated.bitLength() >= Long.SIZE) {
        throw e;
      }
      return within(truncated.longValue(), least, most);
    }
  }

  private static long within(long number, long least, long most) {
    if (number < least || number > most) {
      throw new NumberFormatException("out of range");
    }
    return number;
  }

  private static Writable bit(String text) throws UnreadableException {
    if (text.equals("true")) {
      return new BooleanWritable(true);
    }
    if (text.equals("false") || text.isEmpty()) {
      return new BooleanWritable(false);
    }
    throw new UnreadableException(FieldKind.BOOLEAN);
  }

  /** The value of a string without a mapped type. */
  Writable ofUntypedText(String text) {
    return text.isEmpty() && emptyAsNull ? NullWritable.get() : new Text(text);
  }

  /**
   * The value of a number or boolean without a mapped type: the narrowest type that holds it.
   *
   * @throws UnreadableException if it is neither
   */
  static Writable ofUntypedLiteral(String text) throws UnreadableException {
    if (Character.isLetter(text.charAt(0))) {
      return bit(text);
    }
    if (text.chars().allMatch(letter -> Character.isDigit(letter) || letter == '-')) {
      BigInteger number = new BigInteger(text);
      if (number.bitLength() < Integer.SIZE) {
        return new IntWritable(number.intValue());
      }
      if (number.bitLength() < Long.SIZE) {
        return new LongWritable(number.longValue());
      }
    }
    return of(text, FieldKind.DOUBLE);
  }
}
