package dev.sluice.mapreduce.verify;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.io.KeyedInput;
import dev.sluice.io.UnencodableException;
import dev.sluice.io.ValueEncoder;
import dev.sluice.mapreduce.encode.JobInput;
import dev.sluice.mapreduce.encode.RecordOrder;
import dev.sluice.mapreduce.encode.WritableEncoder;
import dev.sluice.mapreduce.job.JobCredentials;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * The documents that a load makes of single records of its source, as they are now. Looks the
 * records up, and runs the mapper and the encoder of the load over them. Used by one thread, which
 * closes it.
 */
public final class SourceDocuments implements Closeable {

  /** The records of a batch are in memory together. */
  private static final int BATCH = 50;

  private final KeyedInput.Lookup<Object, Object> lookup;
  private final TaskAttemptContext load;
  private final TaskAttemptContext task;
  private final ValueEncoder encoder;

  /** Takes the documents of a call. */
  public interface Taker {

    /**
     * The load would send this.
     *
     * @param action valid until this returns
     */
    void action(BulkAction action) throws IOException;

    /** The load would reject this. */
    void rejected(BulkAction action, BulkError why) throws IOException;
  }

  private SourceDocuments(
      KeyedInput.Lookup<Object, Object> lookup,
      TaskAttemptContext load,
      TaskAttemptContext task,
      ValueEncoder encoder) {
    this.lookup = lookup;
    this.load = load;
    this.task = task;
    this.encoder = encoder;
  }

  /**
   * Opens the source of a load. Blocks.
   *
   * @param task the running task, with the credentials
   * @param conf the configuration of the load, with its input format and mapper
   * @return empty if the source cannot be asked for single records: files, snapshots
   */
  public static Optional<SourceDocuments> open(TaskAttemptContext task, Configuration conf)
      throws IOException {
    Class<?> format = JobInput.format(conf);
    if (!KeyedInput.class.isAssignableFrom(format)) {
      return Optional.empty();
    }
    JobConf own = new JobConf(conf);
    own.setCredentials(JobCredentials.of(task));
    TaskAttemptContext load = new TaskAttemptContextImpl(own, task.getTaskAttemptID());
    @SuppressWarnings("unchecked") // the mapper of the load takes what its format gives
    KeyedInput<Object, Object> input =
        (KeyedInput<Object, Object>) ReflectionUtils.newInstance(format, own);
    ValueEncoder encoder = WritableEncoder.orGiven(RecordOrder.tell(load));
    return input.lookup(load).map(lookup -> new SourceDocuments(lookup, load, task, encoder));
  }

  /** The key of the record that has a document id; empty if it cannot be computed. */
  public Optional<byte[]> keyOf(String id) {
    return lookup.keyOf(id);
  }

  /** Whether a record with this key does not exist if it is not found. */
  public boolean covers(byte[] key) {
    return lookup.covers(key);
  }

  /**
   * Reads the documents of the records with these keys that still exist. A record can have several
   * documents, and documents can come in any order. Blocks.
   */
  public void read(List<byte[]> keys, Taker taker) throws IOException {
    for (int from = 0; from < keys.size(); from += BATCH) {
      FoundRecords records = new FoundRecords();
      lookup.read(
          keys.subList(from, Math.min(from + BATCH, keys.size())),
          (key, recordKey, value) -> records.add(recordKey, value));
      task.progress();
      if (!records.isEmpty()) {
        map(records, taker);
      }
    }
  }

  private void map(FoundRecords records, Taker taker) throws IOException {
    try {
      mapper().run(records.context(load, task, (key, value) -> encode(key, value, taker)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("looking up source records was interrupted");
    }
  }

  /** A new one for each batch: a mapper may release its resources at the end of its run. */
  private Mapper<Object, Object, Object, Object> mapper() {
    Configuration conf = load.getConfiguration();
    @SuppressWarnings("unchecked") // types are checked when the mapper casts them
    Mapper<Object, Object, Object, Object> mapper =
        (Mapper<Object, Object, Object, Object>)
            ReflectionUtils.newInstance(
                conf.getClass(MRJobConfig.MAP_CLASS_ATTR, Mapper.class), conf);
    return mapper;
  }

  private void encode(Object key, Object value, Taker taker) throws IOException {
    BulkAction action;
    try {
      action = encoder.encode(key, value);
    } catch (UnencodableException e) {
      taker.rejected(e.action(), e.error());
      return;
    }
    taker.action(action);
  }

  @Override
  public void close() throws IOException {
    lookup.close();
  }
}
