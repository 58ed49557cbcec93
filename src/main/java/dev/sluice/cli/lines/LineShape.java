package dev.sluice.cli.lines;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.io.Text;

/**
 * Recognises, by its first bytes, a line or file that is not JSON, for a hint in messages. A file
 * of another type is rejected as a whole.
 */
final class LineShape {

  private static final String DECOMPRESS = ": decompress it first";

  /** Types of files without lines of text: a place in the file, and the bytes there. */
  private enum Kind {
    XZ("an xz file, which Hadoop cannot read" + DECOMPRESS, 0, 0xFD, '7', 'z', 'X', 'Z', 0),
    ZIP("a zip file, which Hadoop cannot read" + DECOMPRESS, 0, 'P', 'K', 3, 4),
    SEVEN_ZIP("a 7-Zip file" + DECOMPRESS, 0, '7', 'z', 0xBC, 0xAF, 0x27, 0x1C),
    GZIP("a gzip file: give its name the extension .gz", 0, 0x1F, 0x8B),
    BZIP2("a bzip2 file: give its name the extension .bz2", 0, 'B', 'Z', 'h'),
    ZSTD("a Zstandard file: give its name the extension .zst", 0, 0x28, 0xB5, 0x2F, 0xFD),
    LZ4("an LZ4 frame, which Hadoop cannot read" + DECOMPRESS, 0, 4, 0x22, 0x4D, 0x18),
    TAR("a tar archive: unpack it first", 257, 'u', 's', 't', 'a', 'r'),
    SEQUENCE(
        "a sequence file: use --envelope --format sequence-file if it is a dump",
        0,
        'S',
        'E',
        'Q',
        6),
    AVRO("an Avro file: convert it to lines of JSON", 0, 'O', 'b', 'j', 1),
    PARQUET("a Parquet file: convert it to lines of JSON", 0, 'P', 'A', 'R', '1'),
    ORC("an ORC file: convert it to lines of JSON", 0, 'O', 'R', 'C');

    private final String name;
    private final int at;

    /** Written once, never changed. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final byte[] signature;

    Kind(String name, int at, int... signature) {
      this.name = name;
      this.at = at;
      this.signature = new byte[signature.length];
      for (int i = 0; i < signature.length; i++) {
        this.signature[i] = (byte) signature[i];
      }
    }

    boolean is(byte[] bytes, int length) {
      if (length < at + signature.length) {
        return false;
      }
      for (int i = 0; i < signature.length; i++) {
        if (bytes[at + i] != signature[i]) {
          return false;
        }
      }
      return true;
    }
  }

  private static final String OBJECT_PER_LINE =
      ": write each document on one line, for example with jq -c ";

  private LineShape() {}

  /**
   * The type of a file that does not contain lines of UTF-8.
   *
   * @param bytes its beginning
   * @param length the number of bytes
   */
  static Optional<String> ofFile(byte[] bytes, int length) {
    for (Kind kind : Kind.values()) {
      if (kind.is(bytes, length)) {
        return Optional.of(kind.name);
      }
    }
    return encoding(bytes, length);
  }

  /** JSON in UTF-8 has no zero bytes, and one of its first two characters is ASCII. */
  private static Optional<String> encoding(byte[] bytes, int length) {
    if (length < 2) {
      return Optional.empty();
    }
    boolean zeros = bytes[0] == 0 && bytes[1] == 0;
    if (length >= 4 && (zeros || (bytes[2] == 0 && bytes[3] == 0))) {
      boolean hole = zeros && bytes[2] == 0 && bytes[3] == 0;
      return Optional.of(
          hole ? "zero bytes, as in a file that was not written completely" : toUtf8("UTF-32"));
    }
    int first = (bytes[0] & 0xFF) << 8 | (bytes[1] & 0xFF);
    boolean marked = first == 0xFEFF || first == 0xFFFE;
    boolean half = (bytes[0] == 0) != (bytes[1] == 0) && isAscii(bytes[0]) && isAscii(bytes[1]);
    return marked || half ? Optional.of(toUtf8("UTF-16")) : Optional.empty();
  }

  private static boolean isAscii(byte b) {
    return b >= 0;
  }

  private static String toUtf8(String from) {
    return from + " text: convert it, for example with iconv -f " + from + " -t UTF-8";
  }

  /** The end of a message about a line that is not a JSON object; may be empty. */
  static String hint(Text line) {
    return ofLine(line.getBytes(), line.getLength())
        .map(shape -> "; it looks like " + shape)
        .orElse("");
  }

  /** The type of a line that is not a JSON object. */
  static Optional<String> ofLine(byte[] bytes, int length) {
    if (startsWithMark(bytes, length)) {
      return Optional.of(
          "a line with a byte order mark (EF BB BF), as in concatenated files: remove the mark");
    }
    Optional<String> file = ofFile(bytes, length);
    if (file.isPresent()) {
      return file;
    }
    String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).trim();
    return text.isEmpty() ? Optional.empty() : ofText(text);
  }

  static boolean startsWithMark(byte[] bytes, int length) {
    return length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF;
  }

  private static Optional<String> ofText(String text) {
    char first = text.charAt(0);
    char last = text.charAt(text.length() - 1);
    if (first == '[' || (first == '{' && text.endsWith("},"))) {
      return Optional.of("a JSON array" + OBJECT_PER_LINE + "'.[]'");
    }
    boolean opens = first == '{' && last != '}';
    boolean within = first == '"' && text.matches("(?s)\"[^\"]*\"\\s*:.*");
    boolean closes = text.matches("[\\]}]+,?");
    if (opens || within || closes) {
      return Optional.of("JSON that spans several lines" + OBJECT_PER_LINE + ".");
    }
    return first == '<' ? Optional.of("XML or HTML") : Optional.empty();
  }
}
