package dev.sluice.bulk;

import java.io.IOException;

/** Stores rejected documents. Called by one thread at a time. */
@FunctionalInterface
public interface Rejections {

  /**
   * Stores a rejected document; its bytes are valid only until this method returns.
   *
   * @throws IOException if it could not be stored, which fails the engine
   */
  void rejected(RejectedDocument document) throws IOException;

  /**
   * Stores a document with unknown outcome; its bytes are valid only until this method returns. By
   * default it is stored with the rejected documents.
   *
   * @throws IOException if it could not be stored, which fails the engine
   */
  default void unknown(RejectedDocument document) throws IOException {
    rejected(document);
  }
}
