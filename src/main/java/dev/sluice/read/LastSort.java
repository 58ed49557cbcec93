package dev.sluice.read;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds the sort value of the last hit from the end of a reply: a server writes {@code
 * "sort":[7]}]}}}. So the next page can be asked for before this one is cut. Anything else at the
 * end is left to whoever cuts the whole reply.
 */
final class LastSort {

  private static final byte[] NAME = "\"sort\"".getBytes(StandardCharsets.US_ASCII);

  /** Of the reply, the object around the hits, the hits, the last hit, its place. */
  private static final char[] CLOSING = {'}', '}', ']', '}', ']'};

  private final byte[] body;
  private int at;

  private LastSort(byte[] body) {
    this.body = body;
    at = body.length;
  }

  /** The array as it stands; absent if the reply does not end as it usually does. */
  static Optional<String> in(byte[] body) {
    return new LastSort(body).find();
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

  /** Goes before the byte if that is the next, blanks apart. */
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

  /** What is before the name must be structure too, or it would be the end of a longer one. */
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
