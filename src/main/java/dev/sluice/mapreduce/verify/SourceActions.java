package dev.sluice.mapreduce.verify;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.Operation;
import dev.sluice.io.ValueEncoder;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.encode.WritableEncoder;
import java.io.IOException;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;

/**
 * Converts what the mapper of a load writes to actions, as the load does, and refuses actions whose
 * result cannot be known: without an id of their own, or that change a document in part. Used by
 * one thread.
 */
public final class SourceActions {

  private final ValueEncoder encoder;

  /**
   * Creates the conversion.
   *
   * @param load the configuration of the load
   */
  public SourceActions(Configuration load) {
    Configuration own = new Configuration(load);
    // A generated id would be another one in each run; without one, the document is refused.
    own.set(OutputSettings.ID_GENERATE.key(), "server");
    encoder = WritableEncoder.orGiven(own);
  }

  /**
   * The action for a record.
   *
   * @throws dev.sluice.io.UnencodableException if the load would reject the record
   * @throws IOException if the result of the action cannot be known
   */
  public BulkAction of(Object key, Object value) throws IOException {
    BulkAction action = encoder.encode(key, value);
    if (action.operation.action().equals(Operation.UPDATE.action())) {
      throw new IOException(
          "document "
              + action.id
              + " cannot be verified: the operation "
              + action.operation.name().toLowerCase(Locale.ROOT)
              + " depends on what the index had before. Compare with complete documents");
    }
    if (action.id == null) {
      throw new IOException(
          "a document without an id cannot be verified, because each run generates another id for"
              + " it: set "
              + OutputSettings.ID
              + " to key or field:NAME, or the id in the mapper, as in the load");
    }
    return action;
  }
}
