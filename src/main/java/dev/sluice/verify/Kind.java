package dev.sluice.verify;

import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/** The result for one document id when a source is compared with an index. */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public enum Kind {
  /** The index has the document as the source has it. */
  SAME,
  /** The source has the document, the index does not. */
  MISSING,
  /** The index has the document, the source does not. */
  EXTRA,
  /** Both have the document, with different content. */
  DIFFERENT,
  /**
   * The index has another document, or one too many or at a wrong place, with a version above that
   * of the source.
   */
  NEWER,
  /**
   * The document has another routing value, shard or index than the source says, or the index has
   * it more than once.
   */
  MISROUTED,
  /** The document changed between the comparison and the second look at it. */
  UNSETTLED
}
