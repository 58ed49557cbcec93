package dev.sluice.mapreduce.encode;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.ValueEncoder;
import dev.sluice.json.ByteArray;
import dev.sluice.json.Utf8;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.GenericWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * The default encoder, for Hadoop's own values: {@code Text} and {@code BytesWritable} with JSON,
 * maps of writables, and {@link BulkActionWritable}. The class of each value decides, also inside a
 * {@code GenericWritable}.
 */
public final class WritableEncoder implements ValueEncoder, RecordNumbers {

  private Configuration conf;
  private DocumentActions actions;
  private boolean byText;
  private WritableJson maps;

  @Override
  public void setConf(Configuration given) {
    conf = given;
    if (given != null) {
      actions = DocumentActions.of(given);
      maps = new WritableJson(actions.comparesBytes());
      byText = DocumentSettings.VALUE_TEXT.read(given::get);
    }
  }

  @Override
  public Configuration getConf() {
    return conf;
  }

  @Override
  public long numbered() {
    return actions.numbered();
  }

  @Override
  public void continueAt(long number) {
    actions.continueAt(number);
  }

  @Override
  public BulkAction encode(Object key, Object value) throws IOException {
    if (value instanceof Text) {
      Text json = (Text) value;
      return value instanceof CheckedText && ((CheckedText) value).isObject()
          ? actions.ofChecked(key, json.getBytes(), 0, json.getLength())
          : actions.ofForeign(key, json.getBytes(), 0, json.getLength());
    }
    if (value instanceof BytesWritable) {
      // Its array is longer than its content.
      BytesWritable json = (BytesWritable) value;
      return actions.ofForeign(key, json.getBytes(), 0, json.getLength());
    }
    if (value instanceof BulkActionWritable) {
      return actions.ofExplicit(key, (BulkActionWritable) value);
    }
    if (value instanceof GenericWritable) {
      return encode(key, ((GenericWritable) value).get());
    }
    if (value instanceof Map && value instanceof Writable) {
      return encodeMap(key, (Map<?, ?>) value);
    }
    if (value instanceof NullWritable && actions.deletes()) {
      return actions.ofOwn(key, new byte[0], 0, 0);
    }
    if (byText && value != null && !(value instanceof NullWritable)) {
      byte[] json = Utf8.encode(value.toString());
      return actions.ofForeign(key, json, 0, json.length);
    }
    throw new IOException(unsupported(key, value));
  }

  private BulkAction encodeMap(Object key, Map<?, ?> map) throws IOException {
    ByteArray json;
    try {
      json = maps.object(map);
    } catch (RecordRefusedException refusal) {
      throw actions.refuse(key, maps.whatIsLeft(map), refusal);
    }
    return actions.ofOwn(key, json.array(), 0, json.length());
  }

  private static String unsupported(Object key, Object value) {
    if (value == null || value instanceof NullWritable) {
      return "the job wrote a null value with the key \""
          + key
          + "\": write a document, or skip the record";
    }
    return "cannot convert a value of type "
        + value.getClass().getName()
        + " to a document: write Text or BytesWritable (JSON), MapWritable or BulkActionWritable,"
        + " or set "
        + OutputSettings.VALUE_ENCODER
        + " to a ValueEncoder for this type";
  }

  /**
   * The encoder of a job: an instance of the class in {@code sluice.value.encoder}, or this one.
   */
  public static ValueEncoder orGiven(Configuration conf) {
    Class<? extends ValueEncoder> type =
        conf.getClass(
            OutputSettings.VALUE_ENCODER.key(), WritableEncoder.class, ValueEncoder.class);
    return ReflectionUtils.newInstance(type, conf);
  }
}
