package dev.sluice.client.cluster;

import dev.sluice.client.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Index names as URL path parts. A server accepts 4,096 bytes in the first line of a request, so
 * many names are split into portions that fit.
 */
public final class NamePortions {

  /** Leaves room for the rest of the line. */
  private static final int MOST_BYTES = 3_000;

  private NamePortions() {}

  /** Splits names into encoded, comma-joined URL parts. */
  public static List<String> of(Collection<String> names) {
    List<String> portions = new ArrayList<>();
    StringBuilder portion = new StringBuilder();
    for (String name : names) {
      String part = HttpRequest.part(name);
      if (portion.length() > 0 && portion.length() + 1 + part.length() > MOST_BYTES) {
        portions.add(portion.toString());
        portion.setLength(0);
      }
      portion.append(portion.length() == 0 ? "" : ",").append(part);
    }
    if (portion.length() > 0) {
      portions.add(portion.toString());
    }
    return Collections.unmodifiableList(portions);
  }

  /**
   * Splits expressions. An expression that starts with a minus excludes from the patterns before
   * it, so it is added to each portion that has a pattern.
   */
  public static List<String> ofExpressions(List<String> expressions) {
    List<String> all = of(expressions);
    List<String> without = new ArrayList<>();
    StringBuilder taken = new StringBuilder();
    for (String expression : expressions) {
      if (expression.startsWith("-")) {
        taken.append(',').append(HttpRequest.part(expression));
      } else {
        without.add(expression);
      }
    }
    if (all.size() == 1 || taken.length() == 0) {
      return all;
    }
    List<String> portions = new ArrayList<>();
    for (String portion : of(without)) {
      portions.add(portion.contains("*") ? portion + taken : portion);
    }
    return Collections.unmodifiableList(portions);
  }
}
