package dev.sluice.bulk.action;

import java.util.Locale;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/** How Elasticsearch compares the version of an action with the stored version. */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public enum VersionType {
  /** The version must be higher than the stored one. */
  EXTERNAL,
  /**
   * The version must be equal to or higher than the stored one. Required for replays and retries.
   */
  EXTERNAL_GTE;

  /** The name in a bulk request. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
