package dev.sluice.hbase;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.hbase.mapping.RowDocument;
import dev.sluice.hbase.mapping.RowEncoder;
import dev.sluice.hbase.mapping.RowException;
import dev.sluice.hbase.mapping.RowMapping;
import dev.sluice.io.UnencodableException;
import dev.sluice.io.ValueEncoder;
import dev.sluice.json.ByteArray;
import dev.sluice.mapreduce.encode.OutputSettings;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Delete;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Result;

/**
 * Encodes HBase values that a job writes: set {@code sluice.value.encoder} to {@code
 * dev.sluice.hbase.RowValueEncoder}. The {@link RowMapping} in {@code sluice.hbase.mapping}
 * converts a {@code Result} to a document. A {@code Put} becomes an update of the fields it
 * changes, or a new document with these fields. A {@code Delete} of a whole row deletes its
 * document; a {@code Delete} of single cells is rejected. The record key is ignored.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class RowValueEncoder implements ValueEncoder {

  private Configuration conf;
  private RowEncoder encoder;
  private Optional<String> pipeline = Optional.empty();
  private int retryOnConflict;

  /** Called by the output format, which then sets the configuration. */
  public RowValueEncoder() {}

  @Override
  public void setConf(Configuration given) {
    conf = given;
    if (given != null) {
      encoder = new RowEncoder(MappingOption.ofTask(given));
      pipeline = OutputSettings.PIPELINE.read(given::get);
      retryOnConflict = OutputSettings.RETRY_ON_CONFLICT.read(given::get);
    }
  }

  @Override
  public Configuration getConf() {
    return conf;
  }

  @Override
  public BulkAction encode(Object key, Object value) throws IOException {
    try {
      return document(value).toAction(pipeline, retryOnConflict);
    } catch (RowException e) {
      if (e.isFatal()) {
        throw new IOException(e.getMessage(), e);
      }
      // Never as a delete or an update: a rejected document that is fixed and replayed must be
      // complete.
      ByteArray record = encoder.record();
      BulkAction kept =
          BulkAction.of(Operation.INDEX)
              .id(encoder.id().orElse(""))
              .foreignSource(record.array(), 0, record.length())
              .build();
      throw new UnencodableException(
          kept, BulkError.of(DocumentTableMapper.BAD_ROW, e.getMessage()));
    }
  }

  private RowDocument document(Object value) throws IOException, RowException {
    if (value instanceof Result) {
      return encoder.encode((Result) value);
    }
    if (value instanceof Put) {
      return encoder.encode((Put) value);
    }
    if (value instanceof Delete) {
      return encoder.encode((Delete) value);
    }
    throw new IOException(
        "cannot convert a value of type "
            + (value == null ? "null" : value.getClass().getName())
            + " to a document: "
            + RowValueEncoder.class.getName()
            + " accepts HBase's Result, Put and Delete");
  }
}
