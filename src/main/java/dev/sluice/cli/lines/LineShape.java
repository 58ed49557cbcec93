package dev.sluice.cli.lines;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.io.Text;

/**
 * What a line, or the beginning of a file, that is no JSON object looks like, so that a message can
 * say it. Judged by the first bytes; nothing depends on it but words, and that a file of another
 * kind is refused as a whole.
 */
final class LineShape {

  private static final String DECOMPRESS = ": decompress it first";

  /** Signatures of files that hold no lines of text; a place in the file, and the bytes there. */
  private enum Kind {
    XZ("an xz file, which Hadoop cannot read" + DECOMPRESS, 0, 0xFD, '7', 'z', 'X', 'Z', 0),
    ZIP("a zip file, which Hadoop cannot read" + DECOMPRESS, 0, 'P', 'K', 3, 4),
    SEVEN_ZIP("a 7-Zip file" + DECOMPRESS, 0, '7', 'z', 0xBC, 0xAF, 0x27, 0x1C),
    GZIP("a gzip file: give its name the extension .gz", 0, 0x1F, 0x8B),
    BZIP2("a bzip2 file: give its name the extension .bz2", 0, 'B', 'Z', 'h'),
    ZSTD("a Zstandard file: give its name the extension .zst", 0, 0x28, 0xB5, 0x2F, 0xFD),
    LZ4("an LZ4 frame, which Hadoop cannot read" + DECOMPRESS, 0, 4, 0x22, 0x4D, 0x18),
    TAR("a tar archive: unpack it first", 257, 'u', 's', 't', 'a', 'r'),
    SEQUENCE("a sequence file: use --format sequence-file for one of a dump", 0, 'S', 'E', 'Q', 6),
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

  private static final String OBJECT_PER_LINE = ": write each document on one line, as by jq -c ";

  private LineShape() {}

  /**
   * What a file is that holds no lines of UTF-8.
   *
   * @param bytes how it begins
   * @param length how many of them there are
   */
  static Optional<String> ofFile(byte[] bytes, int length) {
    for (Kind kind : Kind.values()) {
      if (kind.is(bytes, length)) {
        return Optional.of(kind.name);
      }
    }
    return encoding(bytes, length);
  }

  /** No text in JSON has a byte of zero, and of the first two letters one is ASCII at least. */
  private static Optional<String> encoding(byte[] bytes, int length) {
    if (length < 2) {
      return Optional.empty();
    }
    boolean zeros = bytes[0] == 0 && bytes[1] == 0;
    if (length >= 4 && (zeros || (bytes[2] == 0 && bytes[3] == 0))) {
      boolean hole = zeros && bytes[2] == 0 && bytes[3] == 0;
      return Optional.of(hole ? "bytes of zero, a file that was never written" : toUtf8("UTF-32"));
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
    return from + " text: convert it, as by iconv -f " + from + " -t UTF-8";
  }

  /** What to add to a message on a line that is no JSON object; may be empty. */
  static String hint(Text line) {
    return ofLine(line.getBytes(), line.getLength())
        .map(shape -> "; it looks like " + shape)
        .orElse("");
  }

  /** What a line is that is no JSON object. */
  static Optional<String> ofLine(byte[] bytes, int length) {
    if (startsWithMark(bytes, length)) {
      return Optional.of(
          "a line behind a byte order mark (EF BB BF), as where files were joined: remove the"
              + " mark");
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
      return Optional.of("JSON that goes on over several lines" + OBJECT_PER_LINE + ".");
    }
    return first == '<' ? Optional.of("XML or HTML") : Optional.empty();
  }
}
