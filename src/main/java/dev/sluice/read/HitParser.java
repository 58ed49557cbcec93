package dev.sluice.read;

import dev.sluice.json.JsonScan;
import java.io.IOException;

/**
 * Parses the hits of a search reply in one pass, each as a view of its bytes. Documents are
 * skipped, not parsed. Members can be in any order. Not thread-safe.
 */
final class HitParser {

  private final JsonScan scan;
  private final HitFields fields;
  private boolean entered;
  private boolean closed;

  /**
   * Starts before the first hit.
   *
   * @param hitsAt the start of the array of hits
   * @param end the end of the reply
   */
  HitParser(byte[] body, int hitsAt, int end) {
    scan = new JsonScan(body, hitsAt, end - hitsAt);
    fields = new HitFields(body, scan);
  }

  /**
   * Moves to the next hit.
   *
   * @return false at the end of the hits, which is also the end of the reply
   * @throws IOException if the reply is truncated, or a hit lacks a required member
   */
  boolean next(Hit hit) throws IOException {
    if (closed) {
      return false;
    }
    if (!entered) {
      scan.enter('[');
      entered = true;
    }
    if (!scan.more(']')) {
      skipRest(); // end of the object around the hits
      skipRest(); // end of the reply
      scan.end();
      closed = true;
      return false;
    }
    cut(hit);
    return true;
  }

  private void skipRest() throws IOException {
    while (scan.more('}')) {
      scan.name();
      scan.value();
    }
  }

  private void cut(Hit hit) throws IOException {
    fields.read(hit);
    if (hit.id.length() == 0 || hit.sort.length() == 0) {
      throw new IOException(
          "the reply has a hit without " + (hit.id.length() > 0 ? "a sort value" : "an id"));
    }
  }
}
