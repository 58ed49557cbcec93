package dev.sluice.hbase.types;

import dev.sluice.json.Utf8;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.hbase.util.Bytes;

/** How bytes become the text of an id or a routing value. */
public enum TextForm {
  UTF8,
  HEX,
  BASE64URL,
  SHA256,
  UUID,
  BYTE,
  SHORT,
  INT,
  LONG;

  public static TextForm parse(Tokens words) throws SyntaxException {
    int column = words.column();
    String word = words.next("a type");
    for (TextForm form : values()) {
      if (form.toString().equals(word) || (form == UTF8 && word.equals("string"))) {
        return form;
      }
    }
    String known =
        Arrays.stream(values()).map(TextForm::toString).collect(Collectors.joining(", "));
    throw new SyntaxException(
        column, "an id or a routing value can be " + known + ", not \"" + word + "\"");
  }

  /**
   * The text.
   *
   * @throws IllegalArgumentException if the bytes do not have this form
   */
  public String of(byte[] bytes, int offset, int length) {
    switch (this) {
      case UTF8:
        return utf8(bytes, offset, length);
      case HEX:
        return Bytes.toHex(bytes, offset, length);
      case BASE64URL:
        byte[] part = Arrays.copyOfRange(bytes, offset, offset + length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(part);
      case SHA256:
        return sha256(bytes, offset, length);
      case UUID:
        return BinaryTypes.toUuid(bytes, offset, length).toString();
      case BYTE:
        BinaryTypes.exactly(1, "a byte", bytes, offset, length);
        return Byte.toString(bytes[offset]);
      case SHORT:
        BinaryTypes.exactly(Bytes.SIZEOF_SHORT, "a short", bytes, offset, length);
        return Short.toString(Bytes.toShort(bytes, offset));
      case INT:
        return Integer.toString(BinaryTypes.toInt(bytes, offset, length));
      case LONG:
        return Long.toString(BinaryTypes.toLong(bytes, offset, length));
      default:
        throw new AssertionError(this);
    }
  }

  /**
   * The bytes that have a text; empty if there are none.
   *
   * @throws AssertionError for a digest, which cannot be inverted
   */
  public Optional<byte[]> bytesOf(String text) {
    try {
      byte[] bytes = parsed(text);
      // Only the one way to write it: 007 is not the text of an int.
      return of(bytes, 0, bytes.length).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private byte[] parsed(String text) {
    switch (this) {
      case UTF8:
        return Utf8.encode(text);
      case HEX:
        return Bytes.fromHex(text);
      case BASE64URL:
        return Base64.getUrlDecoder().decode(text);
      case UUID:
        java.util.UUID uuid = java.util.UUID.fromString(text);
        return Bytes.add(
            Bytes.toBytes(uuid.getMostSignificantBits()),
            Bytes.toBytes(uuid.getLeastSignificantBits()));
      case BYTE:
        return new byte[] {Byte.parseByte(text)};
      case SHORT:
        return Bytes.toBytes(Short.parseShort(text));
      case INT:
        return Bytes.toBytes(Integer.parseInt(text));
      case LONG:
        return Bytes.toBytes(Long.parseLong(text));
      default:
        throw new AssertionError(this);
    }
  }

  private static String utf8(byte[] bytes, int offset, int length) {
    if (Utf8.firstMalformed(bytes, offset, length) >= 0) {
      throw ValueError.insteadOf(
          bytes, offset, length, "it is not UTF-8; use hex, base64url or sha256");
    }
    return new String(bytes, offset, length, StandardCharsets.UTF_8);
  }

  private static String sha256(byte[] bytes, int offset, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, offset, length);
      return Bytes.toHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("SHA-256 is missing from this JDK", e);
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
