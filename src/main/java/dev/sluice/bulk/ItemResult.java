package dev.sluice.bulk;

/**
 * The {@code result} of an item that was applied. It can differ from the operation: a script can
 * delete its document, and an ingest pipeline can drop it.
 */
public enum ItemResult {
  /** What the operation asks for: written, or deleted by a delete. */
  AS_ASKED,
  /** The document was deleted. */
  DELETED,
  /** Nothing was changed. */
  NOOP;

  /** The result for its name in a bulk reply. */
  public static ItemResult named(String result) {
    switch (result) {
      case "deleted":
        return DELETED;
      case "noop":
        return NOOP;
      default:
        return AS_ASKED;
    }
  }
}
