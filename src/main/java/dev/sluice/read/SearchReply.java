package dev.sluice.read;

import dev.sluice.json.ByteSlice;
import dev.sluice.json.JsonScan;
import java.io.IOException;

/**
 * The header of a search reply: whether the result is complete, the newest point in time id, and
 * the position of the hits. The hits are not parsed, unless the server writes them before the
 * header, which it does not. Immutable.
 */
final class SearchReply {

  private final ByteSlice body;
  private String pit;
  private long failedShards = -1;
  private boolean timely;
  private String failure = "";
  private long total = -1;
  private int hitsAt = -1;

  private SearchReply(ByteSlice body) {
    this.body = body;
  }

  /**
   * Reads the header.
   *
   * @throws IOException if the reply is not from a search over a point in time
   */
  static SearchReply read(ByteSlice body) throws IOException {
    return read(body, null);
  }

  /** Reads the header of a search that used no point in time. */
  static SearchReply readPlain(byte[] body) throws IOException {
    return read(ByteSlice.of(body, 0, body.length), "");
  }

  private static SearchReply read(ByteSlice body, String pit) throws IOException {
    SearchReply reply = new SearchReply(body);
    reply.pit = pit;
    JsonScan scan = new JsonScan(body.array(), 0, body.length());
    scan.enter('{');
    while (scan.more('}')) {
      scan.name();
      if (scan.is("hits")) {
        if (reply.readHits(scan)) {
          return reply;
        }
      } else {
        reply.readField(scan);
      }
    }
    scan.end();
    if (!reply.isWhole()) {
      throw new IOException("the reply is not a search reply: its header is incomplete");
    }
    return reply;
  }

  private boolean isWhole() {
    return pit != null && timely && failedShards >= 0 && hitsAt >= 0;
  }

  private void readField(JsonScan scan) throws IOException {
    if (scan.is("pit_id")) {
      scan.string();
      pit = scan.text();
    } else if (scan.is("timed_out")) {
      scan.value();
      timely = true;
      if (!scan.is("false")) {
        failure = "the search timed out on the server";
      }
    } else if (scan.is("_shards")) {
      readShards(scan);
    } else {
      scan.value();
    }
  }

  private void readShards(JsonScan scan) throws IOException {
    String failures = "";
    scan.enter('{');
    while (scan.more('}')) {
      scan.name();
      boolean failed = scan.is("failed");
      boolean reasons = scan.is("failures");
      scan.value();
      if (failed) {
        failedShards = scan.number();
      } else if (reasons) {
        failures = ": " + scan.text();
      }
    }
    if (failedShards > 0) {
      failure = failedShards + " shards failed" + failures;
    }
  }

  /** Reads as far as necessary; returns whether nothing after the hits is needed. */
  private boolean readHits(JsonScan scan) throws IOException {
    scan.enter('{');
    while (scan.more('}')) {
      scan.name();
      if (scan.is("hits")) {
        scan.peek();
        hitsAt = scan.at();
        if (isWhole()) {
          return true;
        }
        scan.value();
      } else if (scan.is("total")) {
        readTotal(scan);
      } else {
        scan.value();
      }
    }
    return false;
  }

  private void readTotal(JsonScan scan) throws IOException {
    boolean exact = false;
    long value = -1;
    scan.enter('{');
    while (scan.more('}')) {
      scan.name();
      boolean number = scan.is("value");
      boolean relation = scan.is("relation");
      scan.value();
      if (number) {
        value = scan.number();
      } else if (relation) {
        exact = scan.is("\"eq\"");
      }
    }
    total = exact ? value : -1;
  }

  /** The reply, from the start of an array. */
  ByteSlice body() {
    return body;
  }

  /** Parses its hits from the first one. */
  HitParser hits() {
    return new HitParser(body.array(), hitsAt, body.length());
  }

  /** The point in time id for the next request. */
  String pit() {
    return pit;
  }

  /** Why the result is partial; empty if it is complete. */
  String failure() {
    return failure;
  }

  /** The exact number of matching documents; negative if it was not requested. */
  long total() {
    return total;
  }
}
