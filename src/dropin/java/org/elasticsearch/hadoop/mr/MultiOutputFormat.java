package org.elasticsearch.hadoop.mr;

import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.job.JobClasses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * Writes each record with several output formats in turn; each has its own committer. A job of the
 * old API uses the new-API versions of the same formats.
 */
@SuppressWarnings("rawtypes") // raw types, as jobs were compiled against them
public class MultiOutputFormat extends EitherOutputFormat {

  /** The key with the comma-separated classes of the formats. */
  public static final String CFG_FIELD = "es.hadoop.multi.of";

  private final String key;

  /** Called by Hadoop. */
  public MultiOutputFormat() {
    this(CFG_FIELD);
  }

  /** A format whose classes are in another key. */
  protected MultiOutputFormat(String key) {
    this.key = key;
  }

  /** Adds output formats to a job. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static void addOutputFormat(Configuration conf, Class<? extends OutputFormat>... formats) {
    add(conf, CFG_FIELD, formats);
  }

  /** Adds output formats to those in a key. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  protected static void add(
      Configuration conf, String key, Class<? extends OutputFormat>... formats) {
    JobClasses.reach(conf);
    Set<String> all = new LinkedHashSet<>(conf.getTrimmedStringCollection(key));
    for (Class<? extends OutputFormat> format : formats) {
      all.add(format.getName());
    }
    conf.setStrings(key, all.toArray(new String[0]));
  }

  private List<OutputFormat> formats(JobContext context) {
    Configuration conf = context.getConfiguration();
    List<OutputFormat> formats = new ArrayList<>();
    for (Class<?> format : conf.getClasses(key)) {
      if (!OutputFormat.class.isAssignableFrom(format)) {
        throw new ConfigException(
            key
                + " names "
                + format.getName()
                + " but must name subclasses of org.apache.hadoop.mapreduce.OutputFormat");
      }
      formats.add((OutputFormat) ReflectionUtils.newInstance(format, conf));
    }
    return formats;
  }

  @Override
  public void checkOutputSpecs(JobContext context) throws IOException, InterruptedException {
    JobClasses.reach(context.getConfiguration());
    for (OutputFormat format : formats(context)) {
      format.checkOutputSpecs(context);
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public RecordWriter<Object, Object> getRecordWriter(TaskAttemptContext context)
      throws IOException, InterruptedException {
    List<RecordWriter<Object, Object>> writers = new ArrayList<>();
    for (OutputFormat format : formats(context)) {
      writers.add(format.getRecordWriter(context));
    }
    return new MultiWriter(writers);
  }

  @Override
  public OutputCommitter getOutputCommitter(TaskAttemptContext context)
      throws IOException, InterruptedException {
    List<OutputCommitter> committers = new ArrayList<>();
    for (OutputFormat format : formats(context)) {
      committers.add(format.getOutputCommitter(context));
    }
    return new MultiCommitter(committers);
  }
}
