package dev.sluice.cli.check;

import dev.sluice.client.cluster.JsonTree;
import dev.sluice.config.DataSize;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A disk watermark as the free space that it demands. Servers take a share of used space ({@code
 * 85%}, {@code 0.85}), which newer ones combine with a maximum of free space, or free space ({@code
 * 50gb}). Immutable.
 */
final class Watermark {

  private static final String KEY = "watermark.";

  private final double usedShare;
  private final long freeBytes;
  private final long headroom;

  private Watermark(double usedShare, long freeBytes, long headroom) {
    this.usedShare = usedShare;
    this.freeBytes = freeBytes;
    this.headroom = headroom;
  }

  /**
   * Reads a watermark from the settings of a cluster.
   *
   * @param name {@code low}, {@code high} or {@code flood_stage}
   * @return empty if the cluster does not look at its disks, or has no such watermark
   */
  static Optional<Watermark> of(String name, JsonTree settings) {
    if ("false".equals(setting(settings, "threshold_enabled").orElse("true"))) {
      return Optional.empty();
    }
    return setting(settings, KEY + name)
        .map(text -> parse(text, setting(settings, KEY + name + ".max_headroom").orElse("")));
  }

  private static Optional<String> setting(JsonTree settings, String name) {
    for (String origin : new String[] {"transient", "persistent", "defaults"}) {
      Map<String, String> leaves = settings.at(origin).leaves();
      String value = leaves.get("cluster.routing.allocation.disk." + name);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  private static Watermark parse(String text, String headroom) {
    String value = text.trim().toLowerCase(Locale.ROOT);
    if (value.endsWith("%")) {
      return new Watermark(
          Double.parseDouble(value.substring(0, value.length() - 1)) / 100, 0, bytes(headroom));
    }
    return value.matches("[01](\\.\\d+)?")
        ? new Watermark(Double.parseDouble(value), 0, bytes(headroom))
        : new Watermark(-1, bytes(value), 0);
  }

  /** 0 for none, or for a form that is not known. */
  private static long bytes(String text) {
    try {
      return text.isEmpty() || text.equals("-1")
          ? 0
          : DataSize.parse(text.toLowerCase(Locale.ROOT)).bytes();
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }

  /** The free space in bytes below which the watermark is exceeded, on a disk of this size. */
  long free(long total) {
    if (usedShare < 0) {
      return freeBytes;
    }
    long free = (long) (total * (1 - usedShare));
    return headroom > 0 ? Math.min(free, headroom) : free;
  }
}
