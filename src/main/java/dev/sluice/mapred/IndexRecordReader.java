package dev.sluice.mapred;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.RecordReader;
import org.apache.hadoop.util.ReflectionUtils;

/** A record reader of the old API over one of the new API; fills the keys and values of the job. */
final class IndexRecordReader<V> implements RecordReader<Text, V> {

  private final org.apache.hadoop.mapreduce.RecordReader<Text, V> reader;
  private final Class<? extends V> type;
  private final Configuration conf;
  private long documents;

  IndexRecordReader(
      org.apache.hadoop.mapreduce.RecordReader<Text, V> reader,
      Class<? extends V> type,
      Configuration conf) {
    this.reader = reader;
    this.type = type;
    this.conf = conf;
  }

  @Override
  public boolean next(Text key, V value) throws IOException {
    try {
      if (!reader.nextKeyValue()) {
        return false;
      }
      documents++;
      key.set(reader.getCurrentKey());
      fill(value, reader.getCurrentValue());
      return true;
    } catch (InterruptedException e) {
      throw IndexOutputFormat.interrupted("reading", e);
    }
  }

  private void fill(V value, V from) throws IOException {
    if (value instanceof Text) {
      ((Text) value).set((Text) from);
    } else if (value instanceof MapWritable) {
      MapWritable map = (MapWritable) value;
      map.clear();
      map.putAll((MapWritable) from);
    } else {
      ReflectionUtils.copy(conf, from, value);
    }
  }

  @Override
  public Text createKey() {
    return new Text();
  }

  @Override
  public V createValue() {
    return ReflectionUtils.newInstance(type, conf);
  }

  /** The number of documents read. */
  @Override
  public long getPos() {
    return documents;
  }

  @Override
  public float getProgress() throws IOException {
    try {
      return reader.getProgress();
    } catch (InterruptedException e) {
      throw IndexOutputFormat.interrupted("reading", e);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
