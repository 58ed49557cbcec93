package dev.sluice.read;

import dev.sluice.json.ByteSlice;
import dev.sluice.json.JsonScan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the object of one document in a reply, as a view of its bytes: a hit of a search, or an
 * item of a multi-get. The document is skipped, not parsed. Members can be in any order. Not
 * thread-safe.
 */
final class HitFields {

  private final byte[] body;
  private final JsonScan scan;

  HitFields(byte[] body, JsonScan scan) {
    this.body = body;
    this.scan = scan;
  }

  /** Reads the object at the position of the scan; absent members are empty. */
  void read(Hit hit) throws IOException {
    hit.clear();
    scan.enter('{');
    while (scan.more('}')) {
      scan.name();
      if (scan.is("_source")) {
        scan.value();
        hit.source.set(body, scan.from(), scan.to());
        hit.sourced = true;
      } else if (scan.is("_id")) {
        text(hit.id);
      } else if (scan.is("sort")) {
        scan.value();
        hit.sort.set(body, scan.from(), scan.to());
      } else {
        member(hit);
      }
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
    } else if (scan.is("found")) {
      scan.value();
      hit.found = scan.is("true");
    } else if (scan.is("error")) {
      scan.value();
      hit.error.set(body, scan.from(), scan.to());
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
      byte[] plain = scan.text().getBytes(StandardCharsets.UTF_8);
      slice.set(plain, 0, plain.length);
    } else {
      slice.set(body, scan.from(), scan.to());
    }
  }
}
