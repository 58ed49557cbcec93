package dev.sluice.io;

import dev.sluice.bulk.action.BulkAction;
import java.io.IOException;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.conf.Configurable;

/**
 * Makes an action of a record that a task writes. Which one is used follows from the value's type,
 * unless {@code sluice.value.encoder} names one; that class has a public constructor without
 * parameters and reads what it needs from the configuration it is given. Each task has its own, and
 * calls it from one thread.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public interface ValueEncoder extends Configurable {

  /**
   * Encodes one record.
   *
   * @param key the record's key; null where the job writes none
   * @param value the record's value
   * @return the action; it may point into buffers that the next call overwrites
   * @throws UnencodableException if this record can be no document, but others may; it is counted
   *     as rejected
   * @throws IOException if nothing of this kind can be encoded, which fails the task
   */
  BulkAction encode(Object key, Object value) throws IOException;
}
