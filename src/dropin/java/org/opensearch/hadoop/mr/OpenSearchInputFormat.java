package org.opensearch.hadoop.mr;

import dev.sluice.mapreduce.input.InputSettings;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.elasticsearch.hadoop.mr.EsInputFormat;

/**
 * The opensearch-hadoop input format, for both of Hadoop's APIs.
 *
 * @param <K> {@code Text}
 * @param <V> {@code Text}, {@code MapWritable} or {@link LinkedMapWritable}
 */
public class OpenSearchInputFormat<K, V> extends EsInputFormat<K, V> {

  /** Called by Hadoop. */
  public OpenSearchInputFormat() {
    super(Counter.class);
  }

  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException {
    Configuration conf = job.getConfiguration();
    boolean plain =
        MapWritable.class.getName().equals(conf.get(MRJobConfig.MAP_OUTPUT_VALUE_CLASS));
    Class<?> maps = plain ? HadoopMaps.class : LinkedMaps.class;
    conf.setIfUnset(InputSettings.MAPS.key(), maps.getName());
    return super.getSplits(job);
  }
}
