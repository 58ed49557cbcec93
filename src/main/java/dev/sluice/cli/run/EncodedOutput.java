package dev.sluice.cli.run;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Locale;
import java.util.Objects;

/**
 * Writes text to a stream. A character that the stream's encoding lacks, as with {@code LANG=C}, is
 * written as <code>&#92;u</code> and its hexadecimal code, not as a question mark. Used by one
 * thread.
 */
@PrintsToTheTerminal
public final class EncodedOutput extends Writer {

  private final PrintStream out;
  private final CharsetEncoder encoder;

  private EncodedOutput(PrintStream out, CharsetEncoder encoder) {
    this.out = Objects.requireNonNull(out, "out");
    this.encoder = encoder;
  }

  /** Standard output, flushed after each line. */
  public static PrintWriter standard() {
    return to(System.out, charset(System.out));
  }

  /** Standard error, flushed after each line. */
  public static PrintWriter error() {
    return to(System.err, charset(System.err));
  }

  static PrintWriter to(PrintStream out, Charset charset) {
    return new PrintWriter(new EncodedOutput(out, charset.newEncoder()), true);
  }

  /** From Java 18 on a stream tells its encoding, which need not be the default one. */
  private static Charset charset(PrintStream out) {
    try {
      return (Charset) PrintStream.class.getMethod("charset").invoke(out);
    } catch (ReflectiveOperationException e) {
      return Charset.defaultCharset();
    }
  }

  @Override
  public void write(char[] chars, int start, int length) {
    String text = new String(chars, start, length);
    out.print(encoder.canEncode(text) ? text : escaped(text));
  }

  private String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            code -> {
              String each = new String(Character.toChars(code));
              if (encoder.canEncode(each)) {
                escaped.append(each);
              } else {
                each.chars()
                    .forEach(unit -> escaped.append(String.format(Locale.ROOT, "\\u%04x", unit)));
              }
            });
    return escaped.toString();
  }

  @Override
  public void flush() {
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
