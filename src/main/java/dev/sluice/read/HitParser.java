package dev.sluice.read;

import dev.sluice.json.ByteSlice;
import dev.sluice.json.JsonScan;
import java.io.IOException;

/**
 * Parses the hits of a search reply in one pass, each as a view of its bytes. Documents are
 * skipped, not parsed. Members can be in any order. Not thread-safe.
 */
final class HitParser {

  private final byte[] body;
  private final JsonScan scan;
  private boolean entered;
  private boolean closed;

  HitParser(byte[] body, int hitsAt) {
    this.body = body;
    scan = new JsonScan(body, hitsAt, body.length - hitsAt);
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
    hit.clear();
    boolean identified = false;
    scan.enter('{');
    while (scan.more('}')) {
      scan.name();
      if (scan.is("_source")) {
        scan.value();
        hit.source.set(body, scan.from(), scan.to());
        hit.sourced = true;
      } else if (scan.is("_id")) {
        text(hit.id);
        identified = true;
      } else if (scan.is("sort")) {
        scan.value();
        hit.sort.set(body, scan.from(), scan.to());
      } else {
        member(hit);
      }
    }
    if (!identified || hit.sort.length() == 0) {
      throw new IOException(
          "the reply has a hit without " + (identified ? "a sort value" : "an id"));
    }
  }

  private void member(Hit hit) throws IOException {
    if (scan.is("_index")) {
      scan.string();
      if (!scan.is(hit.index)) {
        hit.index = scan.text();
      }
    } else if (scan.is("_routing")) {
      text(hit.routing);
      hit.routed = true;
    } else if (scan.is("_version")) {
      hit.version = number();
    } else if (scan.is("_score")) {
      scan.value();
      if (!scan.is("null")) {
        hit.score.set(body, scan.from(), scan.to());
      }
    } else if (scan.is("_seq_no")) {
      hit.seqNo = number();
    } else if (scan.is("_primary_term")) {
      hit.primaryTerm = number();
    } else {
      scan.value();
    }
  }

  private long number() throws IOException {
    scan.value();
    return Math.max(scan.number(), Hit.NONE);
  }

  private void text(ByteSlice slice) throws IOException {
    scan.string();
    if (scan.isEscaped()) {
      byte[] plain = scan.text().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      slice.set(plain, 0, plain.length);
    } else {
      slice.set(body, scan.from(), scan.to());
    }
  }
}
