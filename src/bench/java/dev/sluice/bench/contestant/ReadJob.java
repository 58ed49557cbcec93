package dev.sluice.bench.contestant;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.TaskCounter;
import org.apache.hadoop.mapreduce.lib.output.NullOutputFormat;

/** The job that all contestants with an input format run: every document, to a mapper of no use. */
final class ReadJob {

  private ReadJob() {}

  /** Drops what it is given. */
  public static final class NoMapper extends Mapper<Text, Text, Text, Text> {

    /** For Hadoop. */
    public NoMapper() {}

    @Override
    protected void map(Text id, Text json, Context context) {
      // Reading it was all.
    }
  }

  /** Runs it to its end in Hadoop's local runner, all tasks at a time. */
  @SuppressWarnings("rawtypes")
  static void run(Configuration conf, Class<? extends InputFormat> format)
      throws IOException, InterruptedException, ClassNotFoundException {
    Job job = Job.getInstance(conf, "read");
    job.setInputFormatClass(format);
    job.setMapperClass(NoMapper.class);
    // Hadoop makes a task's writer before it starts to read, and closes it behind the reader.
    ClockedOutputFormat.around(NullOutputFormat.class, job);
    LoadJob.finish(job);
    check(job);
  }

  /** Refuses a job that read more or less than there is. */
  static void check(Job job) throws IOException {
    long read = job.getCounters().findCounter(TaskCounter.MAP_INPUT_RECORDS).getValue();
    long documents = Assignment.of(job.getConfiguration()).documents();
    if (read != documents) {
      throw new IOException("read " + read + " documents of " + documents);
    }
  }
}
