package dev.sluice.json;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Includes and excludes fields by their full path. Immutable. */
public final class FieldFilter {

  private final List<String> included;
  private final List<Pattern> includes;
  private final List<Pattern> excludes;

  /** Creates a filter from names with * as a wildcard; an empty inclusion list includes all. */
  public FieldFilter(List<String> included, List<String> excluded) {
    this(included, excluded, 0);
  }

  /**
   * Creates a filter with flags for its patterns.
   *
   * @param flags flags of {@link Pattern}, for example for names with line breaks
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

  /** Whether all fields are included. */
  boolean isOpen() {
    return includes.isEmpty() && excludes.isEmpty();
  }

  /** Whether a field is included, by its own name or as the parent of an included field. */
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
