package dev.sluice.hbase.mapping;

import java.util.Optional;

/** Tells whether the document of a row can be found when the row is gone. */
public final class KeyedDocuments {

  private KeyedDocuments() {}

  /**
   * Why the key of a row does not determine its document; empty if it does.
   *
   * @return a clause about the mapping
   */
  public static Optional<String> obstacle(RowMapping mapping) {
    if (!mapping.id().isUnique()) {
      return Optional.of(
          "the mapping has \""
              + mapping.id()
              + "\", so rows share a document, and one of them may be left: use the whole key");
    }
    return mapping
        .routing()
        .filter(rule -> rule.column().isPresent())
        .map(
            rule ->
                "the mapping has \""
                    + rule
                    + "\", and a row that was deleted has no column to read it from: route by the"
                    + " key");
  }
}
