package dev.sluice.it;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The routing values of the documents of an index. */
final class Routings {

  private static final Pattern HIT =
      Pattern.compile("\"_id\":\"([^\"]+)\",\"_routing\":\"([^\"]+)\"");
  private static final Pattern SCROLL = Pattern.compile("\"_scroll_id\":\"([^\"]*)\"");

  private Routings() {}

  /** The routing value of each document that has one, by its id. */
  static Map<String, String> of(Rest rest, String index) {
    rest.post("/" + index + "/_refresh", "");
    String only = "filter_path=_scroll_id,hits.hits._id,hits.hits._routing";
    Map<String, String> routings = new TreeMap<>();
    String page =
        rest.post("/" + index + "/_search?scroll=1m&" + only, "{\"size\":5000,\"_source\":false}");
    int before = -1;
    while (routings.size() > before) {
      before = routings.size();
      Matcher hit = HIT.matcher(page);
      while (hit.find()) {
        routings.put(hit.group(1), hit.group(2));
      }
      String scroll = Rest.first(SCROLL, page).orElseThrow();
      page =
          rest.post(
              "/_search/scroll?" + only, "{\"scroll_id\":\"" + scroll + "\",\"scroll\":\"1m\"}");
    }
    return routings;
  }
}
