package dev.sluice.json;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which fields are taken, by the names that lead to each. Immutable. */
public final class FieldFilter {

  private final List<String> included;
  private final List<Pattern> includes;
  private final List<Pattern> excludes;

  /** Names with * for any letters; none included is all. */
  public FieldFilter(List<String> included, List<String> excluded) {
    this(included, excluded, 0);
  }

  /**
   * The same with flags for these patterns.
   *
   * @param flags those of {@link Pattern}, such as for names with line breaks
   */
  public FieldFilter(List<String> included, List<String> excluded, int flags) {
    this.included = included;
    includes = patterns(included, flags);
    excludes = patterns(excluded, flags);
  }

  private static List<Pattern> patterns(List<String> names, int flags) {
    return names.stream()
        .map(name -> Pattern.compile(Pattern.quote(name).replace("*", "\\E.*\\Q"), flags))
        .collect(Collectors.toList());
  }

  /** Whether every field is taken. */
  boolean isOpen() {
    return includes.isEmpty() && excludes.isEmpty();
  }

  /** Whether a field is taken: for itself, or for what is in it. */
  public boolean takes(String field) {
    return (included.isEmpty()
            || matches(includes, field)
            || included.stream().anyMatch(wanted -> DottedPath.leadsThrough(wanted, field)))
        && !matches(excludes, field);
  }

  private static boolean matches(List<Pattern> patterns, String path) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
  }
}
