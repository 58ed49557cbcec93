package dev.sluice.client.cluster;

import dev.sluice.client.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Names of indices as parts of URLs. A server takes 4,096 bytes of a URL's first line, so that many
 * names are asked for in portions, each as large as fits.
 */
public final class NamePortions {

  /** What is left for the rest of the line. */
  private static final int MOST_BYTES = 3_000;

  private NamePortions() {}

  /** Some names, as the parts of a URL that they come to, each encoded and joined by commas. */
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
   * The same for expressions, of which those that begin with a minus take away from the patterns
   * before them: these go along with each portion that has a pattern.
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
