package dev.sluice.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The documents of one reply in one array, parsed while they are taken. The end of the page is
 * known before. One thread creates it, another parses it.
 */
final class Page {

  private final byte[] body;
  private final HitParser cutter;
  private final String lastPlace;
  private int placeFrom;
  private int placeLength;

  private Page(SearchReply reply, String lastPlace) {
    body = reply.body().array();
    cutter = reply.hits();
    this.lastPlace = lastPlace;
  }

  /**
   * Creates the page of a reply.
   *
   * @throws IOException if the reply is truncated
   */
  static Page of(SearchReply reply) throws IOException {
    Optional<String> last = LastSort.in(reply.body());
    return new Page(reply, last.isPresent() ? last.get() : lastOf(reply));
  }

  /** The slow path, also for an empty page, which has no last hit. */
  private static String lastOf(SearchReply reply) throws IOException {
    HitParser whole = reply.hits();
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

  /** The sort value of the last document, as JSON; the next page starts after it. */
  String lastPlace() {
    return lastPlace;
  }

  /** The memory that it holds. */
  int bytes() {
    return body.length;
  }

  /** Lets a later page use the array; nothing of this page may be read any more. */
  void giveArray(PageArrays arrays) {
    arrays.done(body);
  }

  /**
   * Moves to the next document.
   *
   * @return false at the end
   * @throws IOException if the reply is invalid, or does not end with the expected document
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
