package dev.sluice.cli.source;

import dev.sluice.config.ConfigException;
import java.util.Optional;

/** An index and, optionally, the URLs of its cluster. Immutable. */
public final class IndexLocation {

  private static final String SCHEME_END = "://";

  private final String nodes;
  private final String index;

  private IndexLocation(String nodes, String index) {
    this.nodes = nodes;
    this.index = index;
  }

  /**
   * Reads {@code URL/INDEX}, with several URLs separated by commas, or {@code INDEX}.
   *
   * @param option for messages
   */
  public static IndexLocation parse(String option, String text) {
    int scheme = text.lastIndexOf(SCHEME_END);
    int slash = text.lastIndexOf('/');
    boolean whole = scheme < 0 || slash >= scheme + SCHEME_END.length();
    String index = scheme < 0 ? text : text.substring(slash + 1);
    if (!whole || index.isEmpty() || (scheme < 0 && slash >= 0)) {
      throw new ConfigException(
          option
              + " is \""
              + text
              + "\" but must be URL/INDEX, such as http://es-1:9200/pages, or only INDEX");
    }
    return new IndexLocation(scheme < 0 ? null : text.substring(0, slash), index);
  }

  /** The URLs of nodes, separated by commas. */
  public Optional<String> nodes() {
    return Optional.ofNullable(nodes);
  }

  /** The index, or a list or pattern of several. */
  public String index() {
    return index;
  }
}
