package dev.sluice.io;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/**
 * Changes documents while they are copied to another index. Each task creates an instance with the
 * public no-argument constructor, sets its configuration if it is {@code Configurable}, and calls
 * it from one thread.
 */
@FunctionalInterface
@InterfaceAudience.Public
@InterfaceStability.Evolving
public interface DocumentTransform {

  /**
   * Transforms a document.
   *
   * @param document the document as it was read; valid until this method returns
   * @return the action to write, for example from {@link BulkActionWritable#copyOf}; an action
   *     built with {@code rejected} is saved with its error; empty skips the document
   * @throws IOException to fail the task
   */
  Optional<BulkActionWritable> transform(DocumentWritable document) throws IOException;
}
