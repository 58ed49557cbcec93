package dev.sluice.bulk;

import java.io.IOException;

/** Takes the documents that will never be indexed as they are. Called by one thread at a time. */
@FunctionalInterface
public interface Rejections {

  /**
   * Takes one document; its bytes are good only until this returns.
   *
   * @throws IOException if it could not be kept, which fails the engine
   */
  void rejected(RejectedDocument document) throws IOException;

  /**
   * Takes one document of which nobody can tell whether it was written; its bytes are good only
   * until this returns. Unless this is overridden, it is taken with the rejected ones.
   *
   * @throws IOException if it could not be kept, which fails the engine
   */
  default void unknown(RejectedDocument document) throws IOException {
    rejected(document);
  }
}
