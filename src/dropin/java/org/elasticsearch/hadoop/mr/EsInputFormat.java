package org.elasticsearch.hadoop.mr;

import dev.sluice.mapreduce.IndexInputFormat;
import dev.sluice.mapreduce.input.InputSettings;
import dev.sluice.mapreduce.job.JobClasses;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * The elasticsearch-hadoop input format, for both of Hadoop's APIs. {@link IndexInputFormat} does
 * the work.
 *
 * @param <K> {@code Text}
 * @param <V> {@code Text}, {@code MapWritable} or {@link LinkedMapWritable}
 */
public class EsInputFormat<K, V> extends InputFormat<K, V>
    implements org.apache.hadoop.mapred.InputFormat<K, V> {

  private final IndexInputFormat<V> format = new IndexInputFormat<>();
  private final String group;

  /** Called by Hadoop. */
  public EsInputFormat() {
    this(Counter.class);
  }

  /** A format that counts under the names of another enum with the constants of {@link Counter}. */
  protected EsInputFormat(Class<? extends Enum<?>> counters) {
    group = counters.getName();
  }

  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException {
    Original.refuse();
    Configuration conf = job.getConfiguration();
    JobClasses.reach(conf);
    Class<?> wanted = conf.getClass(MRJobConfig.MAP_OUTPUT_VALUE_CLASS, Object.class);
    Class<?> maps = wanted == MapWritable.class ? HadoopMaps.class : LinkedMaps.class;
    conf.setIfUnset(InputSettings.MAPS.key(), maps.getName());
    return format.getSplits(job);
  }

  @Override
  public RecordReader<K, V> createRecordReader(InputSplit split, TaskAttemptContext task) {
    Original.refuse();
    return asNamed(new CountedReader<>(format.createRecordReader(split, task), group));
  }

  /** Casts the reader: ids are {@code Text}, whatever key type a job declares. */
  @SuppressWarnings("unchecked")
  private static <K, V> RecordReader<K, V> asNamed(RecordReader<Text, V> reader) {
    return (RecordReader<K, V>) reader;
  }

  @SuppressWarnings("unchecked")
  private dev.sluice.mapred.IndexInputFormat<V> old() {
    return new dev.sluice.mapred.IndexInputFormat<>((InputFormat<Text, V>) this);
  }

  @Override
  public org.apache.hadoop.mapred.InputSplit[] getSplits(JobConf job, int splits)
      throws IOException {
    return old().getSplits(job, splits);
  }

  @Override
  @SuppressWarnings("unchecked")
  public org.apache.hadoop.mapred.RecordReader<K, V> getRecordReader(
      org.apache.hadoop.mapred.InputSplit split, JobConf job, Reporter reporter)
      throws IOException {
    return (org.apache.hadoop.mapred.RecordReader<K, V>)
        old().getRecordReader(split, job, reporter);
  }
}
