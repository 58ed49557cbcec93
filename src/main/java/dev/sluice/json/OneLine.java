package dev.sluice.json;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes JSON on one line, as NDJSON requires: each line break becomes a space. In JSON, unescaped
 * line breaks occur only between tokens, where a space is equivalent. Does not check that the bytes
 * are JSON.
 */
public final class OneLine {

  private OneLine() {}

  /** Appends JSON on one line. */
  static void append(byte[] json, int start, int count, ByteArray out) {
    int from = out.length();
    out.write(json, start, count);
    byte[] bytes = out.array();
    for (int i = from; i < out.length(); i++) {
      if (isBreak(bytes[i])) {
        bytes[i] = ' ';
      }
    }
  }

  /** Writes JSON on one line, without copying it. */
  public static void write(byte[] json, int start, int count, OutputStream out) throws IOException {
    int from = start;
    int end = start + count;
    SwarScanner eights = SwarScanner.of(json);
    for (int i = eights.skipToControl(from, end); i < end; i = eights.skipToControl(i + 1, end)) {
      if (isBreak(json[i])) {
        out.write(json, from, i - from);
        out.write(' ');
        from = i + 1;
      }
    }
    out.write(json, from, end - from);
  }

  private static boolean isBreak(byte next) {
    return next == '\n' || next == '\r';
  }
}
