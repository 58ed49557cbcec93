package dev.sluice.io;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/**
 * Changes documents on their way from one index to another place. Each task makes one with the
 * public constructor that takes nothing, gives it the configuration if it is {@code Configurable},
 * and uses it from one thread.
 */
@FunctionalInterface
@InterfaceAudience.Public
@InterfaceStability.Evolving
public interface DocumentTransform {

  /**
   * What becomes of a document.
   *
   * @param document as it was read; good until this returns
   * @return what is to be written, as {@link BulkActionWritable#copyOf} begins it; one built with
   *     {@code rejected} is kept apart with its reason; empty for a document that is left out
   * @throws IOException if the task is to fail
   */
  Optional<BulkActionWritable> transform(DocumentWritable document) throws IOException;
}
