package dev.sluice.mapreduce.checkpoint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.json.ByteArray;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;

/** The content of a file with a checksum at its end, so that a file cut short is recognized. */
public final class Checksummed {

  private static final int CHECKSUM_CHARS = 8;

  private Checksummed() {}

  /** Adds the checksum, on a line of its own. */
  public static byte[] sealed(ByteArray content) {
    content.write('\n');
    content.write(checksum(content.array(), content.length()).getBytes(US_ASCII));
    return Arrays.copyOf(content.array(), content.length());
  }

  /**
   * Checks the bytes of such a file.
   *
   * @return where the content ends
   * @throws IOException if they are not whole
   */
  public static int checked(byte[] bytes) throws IOException {
    int end = bytes.length - CHECKSUM_CHARS;
    if (end <= 0 || !checksum(bytes, end).equals(new String(bytes, end, CHECKSUM_CHARS, UTF_8))) {
      throw new IOException("it is cut short or was changed: its checksum is wrong");
    }
    return end;
  }

  private static String checksum(byte[] bytes, int length) {
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, length);
    return String.format(Locale.ROOT, "%08x", sum.getValue());
  }
}
