package dev.sluice.bulk.action;

import java.util.Locale;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/** How Elasticsearch judges the version that an action carries. */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public enum VersionType {
  /** The version must be higher than the stored one. */
  EXTERNAL,
  /** The version must be at least the stored one; what replays and retries need. */
  EXTERNAL_GTE;

  /** The word of the bulk request. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
