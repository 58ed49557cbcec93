package dev.sluice.io;

import dev.sluice.bulk.action.BulkAction;
import java.io.IOException;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.conf.Configurable;

/**
 * Converts a record that a task writes to a bulk action. {@code sluice.value.encoder} names the
 * implementation; by default the type of the value decides. The class needs a public no-argument
 * constructor and reads its settings from the configuration. Each task creates its own instance and
 * calls it from one thread.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public interface ValueEncoder extends Configurable {

  /**
   * Encodes one record.
   *
   * @param key the record key; null if the job writes none
   * @param value the record value
   * @return the action; it may use buffers that the next call overwrites
   * @throws UnencodableException if this record cannot be converted but others can; it counts as
   *     rejected
   * @throws IOException if no record of this type can be converted, which fails the task
   */
  BulkAction encode(Object key, Object value) throws IOException;
}
