package dev.sluice.read;

import dev.sluice.json.ByteSlice;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds the sort value of the last hit from the end of a reply, where servers write {@code
 * "sort":[7]}]}}}. So the next page can be requested before this one is parsed. If the reply ends
 * differently, the parser of the whole page finds it.
 */
final class LastSort {

  private static final byte[] NAME = "\"sort\"".getBytes(StandardCharsets.US_ASCII);

  /**
   * The closing brackets: of the reply, the object around the hits, the hits, the last hit, and its
   * sort array.
   */
  private static final char[] CLOSING = {'}', '}', ']', '}', ']'};

  private final byte[] body;
  private int at;

  private LastSort(ByteSlice reply) {
    body = reply.array();
    at = reply.length();
  }

  /** The sort array as text; empty if the reply does not end as expected. */
  static Optional<String> in(ByteSlice reply) {
    return new LastSort(reply).find();
  }

  private Optional<String> find() {
    for (char bracket : CLOSING) {
      if (!back(bracket)) {
        return Optional.empty();
      }
    }
    int to = at + 1;
    while (at > 0 && isWithin(body[at - 1])) {
      at--;
    }
    if (!back('[')) {
      return Optional.empty();
    }
    int from = at;
    return back(':') && backOverName()
        ? Optional.of(new String(body, from, to - from, StandardCharsets.US_ASCII))
        : Optional.empty();
  }

  private static boolean isWithin(byte next) {
    return (next >= '0' && next <= '9') || next == '-' || next == ',';
  }

  /** Moves back over a byte if it is the expected one; skips white space. */
  private boolean back(char wanted) {
    while (at > 0 && (body[at - 1] == ' ' || body[at - 1] == '\n')) {
      at--;
    }
    if (at == 0 || body[at - 1] != wanted) {
      return false;
    }
    at--;
    return true;
  }

  /** Checks that structure precedes the name; otherwise it would be the end of a longer name. */
  private boolean backOverName() {
    for (int i = NAME.length - 1; i >= 0; i--) {
      if (at == 0 || body[at - 1] != NAME[i]) {
        return false;
      }
      at--;
    }
    return back(',') || back('{');
  }
}
