package dev.sluice.fault;

import dev.sluice.it.Rest;
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
    rest.get("/_cluster/health/" + index + "?wait_for_status=yellow");
    rest.post("/" + index + "/_refresh", "");
    List<Found> found = new ArrayList<>();
    String fields = "filter_path=_scroll_id,hits.hits._id,hits.hits._source";
    String page =
        rest.post(
            "/" + index + "/_search?scroll=1m&" + fields,
            "{\"size\":5000,\"_source\":[\"n\"],\"sort\":[\"_doc\"]}");
    for (int before = -1; found.size() != before; ) {
      before = found.size();
      Matcher hit = HIT.matcher(page);
      while (hit.find()) {
        found.add(new Found(hit.group(1), Long.parseLong(hit.group(2))));
      }
      Matcher scroll = SCROLL.matcher(page);
      if (!scroll.find()) {
        throw new AssertionError("no scroll in " + page);
      }
      page =
          rest.post(
              "/_search/scroll?" + fields,
              "{\"scroll\":\"1m\",\"scroll_id\":\"" + scroll.group(1) + "\"}");
    }
    long count = rest.count(index);
    if (found.size() != count) {
      throw new AssertionError("scanned " + found.size() + " documents of " + count);
    }
    return found;
  }

  @Override
  public Set<String> acknowledged() {
    return acknowledged;
  }
}
