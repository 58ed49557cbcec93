package dev.sluice.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Some documents as they came: one array, cut by whoever takes them. Where the page ends is known
 * before. One thread makes it, another cuts it.
 */
final class Page {

  private final byte[] body;
  private final HitParser cutter;
  private final String lastPlace;
  private int placeFrom;
  private int placeLength;

  private Page(SearchReply reply, String lastPlace) {
    body = reply.body();
    cutter = new HitParser(body, reply.hitsAt());
    this.lastPlace = lastPlace;
  }

  /**
   * The page in a reply.
   *
   * @throws IOException if the reply does not close
   */
  static Page of(SearchReply reply) throws IOException {
    Optional<String> last = LastSort.in(reply.body());
    return new Page(reply, last.isPresent() ? last.get() : lastOf(reply));
  }

  /** The long way; an empty page has no last hit, and goes it as well. */
  private static String lastOf(SearchReply reply) throws IOException {
    HitParser whole = new HitParser(reply.body(), reply.hitsAt());
    Hit hit = new Hit();
    String last = "";
    while (whole.next(hit)) {
      last = hit.sort.toString();
    }
    return last;
  }

  boolean isEmpty() {
    return lastPlace.isEmpty();
  }

  /** The place of its last document, as JSON, behind which the next page starts. */
  String lastPlace() {
    return lastPlace;
  }

  int bytes() {
    return body.length;
  }

  /**
   * Goes on to the next document.
   *
   * @return false at the end
   * @throws IOException if the reply is broken, or does not end with the document that it was
   *     thought to end with
   */
  boolean next(Hit hit) throws IOException {
    if (cutter.next(hit)) {
      placeFrom = hit.sort.offset();
      placeLength = hit.sort.length();
      return true;
    }
    String last = new String(body, placeFrom, placeLength, StandardCharsets.UTF_8);
    if (!last.equals(lastPlace)) {
      throw new IOException(
          "a page ends at " + last + ", but the next page starts after " + lastPlace);
    }
    return false;
  }
}
