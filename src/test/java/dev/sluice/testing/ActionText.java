package dev.sluice.testing;

import dev.sluice.bulk.action.BulkAction;
import java.nio.charset.StandardCharsets;

/** Shows an action to tests of other packages as text: its address, and its source. */
public final class ActionText {

  private ActionText() {}

  /** The operation and the parts that are given, such as {@code index pages/7 pipeline=p}. */
  public static String address(BulkAction action) {
    StringBuilder text =
        new StringBuilder(action.operation.name().toLowerCase(java.util.Locale.ROOT));
    text.append(' ').append(action.index == null ? "" : action.index);
    text.append('/').append(action.id == null ? "" : action.id);
    append(text, "routing", action.routing);
    append(text, "pipeline", action.pipeline);
    append(text, "version", action.versionType == null ? null : action.version);
    append(text, "retries", action.retryOnConflict == 0 ? null : action.retryOnConflict);
    return text.toString();
  }

  private static void append(StringBuilder text, String name, Object part) {
    if (part != null) {
      text.append(' ').append(name).append('=').append(part);
    }
  }

  /** The source. */
  public static String source(BulkAction action) {
    return new String(action.source, action.offset, action.length, StandardCharsets.UTF_8);
  }

  /** Whether the engine is going to check the source. */
  public static boolean isForeign(BulkAction action) {
    return !action.wellFormed;
  }
}
