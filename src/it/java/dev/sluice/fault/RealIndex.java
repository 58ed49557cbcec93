package dev.sluice.fault;

import dev.sluice.it.Rest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An index on a real server, scanned. */
final class RealIndex implements GroundTruth {

  private static final Pattern HIT =
      Pattern.compile("\"_id\":\"([^\"]*)\"(?:,\"_ignored\":[^]]*])?,\"_source\":\\{\"n\":(\\d+)");
  private static final Pattern SCROLL = Pattern.compile("\"_scroll_id\":\"([^\"]*)\"");

  private static final Pattern TOTAL = Pattern.compile("\"total\":\\{\"value\":(\\d+)");
  private static final String FIELDS =
      "filter_path=_scroll_id,hits.total.value,hits.hits._id,hits.hits._source";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Rest rest;
  private final String index;
  private final Set<String> acknowledged;

  private RealIndex(Rest rest, String index, Set<String> acknowledged) {
    this.rest = rest;
    this.index = index;
    this.acknowledged = acknowledged;
  }

  static RealIndex of(Rest rest, String index) {
    return new RealIndex(rest, index, Set.of());
  }

  /** With the ids that a proxy saw acknowledged. */
  static RealIndex of(Rest rest, String index, FaultProxy proxy) {
    return new RealIndex(rest, index, proxy.acknowledged());
  }

  @Override
  public List<Found> documents() {
    long start = System.nanoTime();
    while (true) {
      try {
        return scan();
      } catch (AssertionError e) {
        // A shard of a node that was just started again may not be back yet.
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          throw e;
        }
      }
    }
  }

  private List<Found> scan() {
    rest.get("/_cluster/health/" + index + "?wait_for_status=yellow&timeout=5s");
    rest.post("/" + index + "/_refresh", "");
    String page =
        rest.post(
            "/" + index + "/_search?scroll=1m&allow_partial_search_results=false&" + FIELDS,
            "{\"size\":5000,\"_source\":[\"n\"],\"sort\":[\"_doc\"],\"track_total_hits\":true}");
    long total = Long.parseLong(first(TOTAL, page));
    List<Found> found = new ArrayList<>();
    for (int before = -1; found.size() != before; ) {
      before = found.size();
      Matcher hit = HIT.matcher(page);
      while (hit.find()) {
        found.add(new Found(hit.group(1), Long.parseLong(hit.group(2))));
      }
      page =
          rest.post(
              "/_search/scroll?" + FIELDS,
              "{\"scroll\":\"1m\",\"scroll_id\":\"" + first(SCROLL, page) + "\"}");
    }
    if (found.size() != total) {
      throw new AssertionError("scanned " + found.size() + " documents of " + total);
    }
    return found;
  }

  private static String first(Pattern pattern, String page) {
    Matcher found = pattern.matcher(page);
    if (!found.find()) {
      throw new AssertionError("no " + pattern + " in " + page);
    }
    return found.group(1);
  }

  @Override
  public Set<String> acknowledged() {
    return acknowledged;
  }
}
