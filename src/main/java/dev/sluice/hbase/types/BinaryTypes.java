package dev.sluice.hbase.types;

import dev.sluice.json.JsonWriter;
import dev.sluice.json.Utf8;
import java.math.BigDecimal;
import java.util.UUID;
import org.apache.hadoop.hbase.util.Bytes;

/** Converts values in the formats of HBase's {@code Bytes}, and bytes that are text. */
final class BinaryTypes {

  private BinaryTypes() {}

  static void string(byte[] bytes, int offset, int length, JsonWriter json) {
    int wrong = Utf8.firstMalformed(bytes, offset, length);
    if (wrong >= 0) {
      throw ValueError.insteadOf(
          bytes,
          offset,
          length,
          "byte " + (wrong - offset) + " is not UTF-8; read the column as base64 or hex");
    }
    json.utf8(bytes, offset, length);
  }

  static void bool(byte[] bytes, int offset, int length, JsonWriter json) {
    exactly(1, "a bool", bytes, offset, length);
    byte bit = bytes[offset];
    if (bit != 0 && bit != 1 && bit != -1) {
      throw ValueError.insteadOf(bytes, offset, length, "a bool is \\x00, \\x01 or \\xFF");
    }
    json.value(bit != 0);
  }

  static void byte8(byte[] bytes, int offset, int length, JsonWriter json) {
    exactly(1, "a byte", bytes, offset, length);
    json.value((long) bytes[offset]);
  }

  static void short16(byte[] bytes, int offset, int length, JsonWriter json) {
    exactly(Bytes.SIZEOF_SHORT, "a short", bytes, offset, length);
    json.value((long) Bytes.toShort(bytes, offset));
  }

  static void int32(byte[] bytes, int offset, int length, JsonWriter json) {
    json.value((long) toInt(bytes, offset, length));
  }

  static int toInt(byte[] bytes, int offset, int length) {
    exactly(Bytes.SIZEOF_INT, "an int", bytes, offset, length);
    return Bytes.toInt(bytes, offset);
  }

  static void int64(byte[] bytes, int offset, int length, JsonWriter json) {
    json.value(toLong(bytes, offset, length));
  }

  static long toLong(byte[] bytes, int offset, int length) {
    exactly(Bytes.SIZEOF_LONG, "a long", bytes, offset, length);
    return Bytes.toLong(bytes, offset);
  }

  static void float32(byte[] bytes, int offset, int length, JsonWriter json) {
    exactly(Bytes.SIZEOF_FLOAT, "a float", bytes, offset, length);
    finite(Bytes.toFloat(bytes, offset));
    json.value(Bytes.toFloat(bytes, offset));
  }

  static void float64(byte[] bytes, int offset, int length, JsonWriter json) {
    exactly(Bytes.SIZEOF_DOUBLE, "a double", bytes, offset, length);
    finite(Bytes.toDouble(bytes, offset));
    json.value(Bytes.toDouble(bytes, offset));
  }

  static void finite(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw new IllegalArgumentException("found " + number + ", which JSON cannot represent");
    }
  }

  static void decimal(byte[] bytes, int offset, int length, JsonWriter json) {
    if (length <= Bytes.SIZEOF_INT) {
      throw ValueError.insteadOf(
          bytes,
          offset,
          length,
          "a decimal has at least 5 bytes: 4 for the scale and the rest for the digits");
    }
    BigDecimal number = Bytes.toBigDecimal(bytes, offset, length);
    json.number(number.toString());
  }

  static void base64(byte[] bytes, int offset, int length, JsonWriter json) {
    json.base64(bytes, offset, length);
  }

  static void hex(byte[] bytes, int offset, int length, JsonWriter json) {
    json.value(Bytes.toHex(bytes, offset, length));
  }

  static void uuid(byte[] bytes, int offset, int length, JsonWriter json) {
    json.value(toUuid(bytes, offset, length).toString());
  }

  static UUID toUuid(byte[] bytes, int offset, int length) {
    exactly(2 * Bytes.SIZEOF_LONG, "a uuid", bytes, offset, length);
    return new UUID(Bytes.toLong(bytes, offset), Bytes.toLong(bytes, offset + Bytes.SIZEOF_LONG));
  }

  static void exactly(int size, String type, byte[] bytes, int offset, int length) {
    if (length != size) {
      String wish = type + " has " + size + (size == 1 ? " byte" : " bytes");
      throw ValueError.insteadOf(bytes, offset, length, wish);
    }
  }
}
