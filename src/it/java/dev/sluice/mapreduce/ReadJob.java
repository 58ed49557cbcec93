package dev.sluice.mapreduce;

import dev.sluice.io.DocumentWritable;
import dev.sluice.io.ReadCounter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableUtils;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.MultipleInputs;
import org.apache.hadoop.mapreduce.lib.output.NullOutputFormat;
import org.apache.hadoop.mapreduce.task.JobContextImpl;

/** A job of Hadoop's local runner that reads an index and keeps what its mappers were given. */
public final class ReadJob {

  private static final String NAME = "sluice.test.read-job";
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Map<String, ReadJob> JOBS = new ConcurrentHashMap<>();

  private final Configuration conf = new Configuration();
  private final Queue<Read> read = new ConcurrentLinkedQueue<>();
  private Watcher watcher = number -> {};
  private final AtomicInteger given = new AtomicInteger();
  private Job job;

  /** What a mapper was given. */
  public record Read(String id, Writable value) {}

  /** Is told of each record before it is kept. */
  public interface Watcher {
    /** The how-manieth it is, from 1 on. */
    void comes(int number) throws IOException, InterruptedException;
  }

  private ReadJob(Path temp) {
    conf.set("hadoop.tmp.dir", temp.resolve("hadoop").toString());
    conf.set(NAME, "read-" + COUNT.incrementAndGet());
    JOBS.put(conf.get(NAME), this);
  }

  /** A job whose files are all in a directory. */
  public static ReadJob in(Path temp) {
    return new ReadJob(temp);
  }

  /** Sets a key. */
  public ReadJob set(String key, String value) {
    conf.set(key, value);
    return this;
  }

  /** Does something at each record. */
  public ReadJob when(Watcher told) {
    watcher = told;
    return this;
  }

  /** Sets the job up, and does not run it yet. */
  public Job create(String url, String index) throws IOException {
    create();
    IndexJob.readFrom(job, url, index);
    return job;
  }

  /** The same, where keys say what to read. */
  public Job create() throws IOException {
    job = Job.getInstance(conf);
    job.setInputFormatClass(IndexInputFormat.class);
    job.setMapperClass(Keeping.class);
    job.setNumReduceTasks(0);
    job.setOutputFormatClass(NullOutputFormat.class);
    return job;
  }

  /** Reads through Hadoop's {@code MultipleInputs}, which makes splits under a copy of the job. */
  public ReadJob amongInputs() {
    MultipleInputs.addInputPath(
        job, new org.apache.hadoop.fs.Path("/unused"), IndexInputFormat.class, Keeping.class);
    return this;
  }

  /** Makes splits under a bare copy of the configuration, without credentials, as Spark does. */
  public ReadJob copied() {
    job.setInputFormatClass(CopiedFormat.class);
    return this;
  }

  /** Runs to the end; tells whether it succeeded. */
  public boolean run(String url, String index) throws Exception {
    return create(url, index).waitForCompletion(false);
  }

  /** Runs the job that was set up to its end; tells whether it succeeded. */
  public boolean run() throws Exception {
    return job.waitForCompletion(false);
  }

  /** What the mappers were given, of failed attempts too. */
  public List<Read> read() {
    return List.copyOf(read);
  }

  /** The documents that the mappers were given, where they are that. */
  public List<DocumentWritable> documents() {
    return read.stream().map(each -> (DocumentWritable) each.value()).toList();
  }

  /** A counter of the finished job. */
  public long count(ReadCounter counter) throws IOException {
    return counter.in(job.getCounters());
  }

  /** The job that ran. */
  public Job job() {
    return job;
  }

  /** Hands its format a copy of what it was given. */
  public static final class CopiedFormat extends InputFormat<Text, Writable> {
    private final IndexInputFormat<Writable> format = new IndexInputFormat<>();

    @Override
    public List<InputSplit> getSplits(JobContext given) throws IOException {
      return format.getSplits(
          new JobContextImpl(new Configuration(given.getConfiguration()), given.getJobID()));
    }

    @Override
    public RecordReader<Text, Writable> createRecordReader(
        InputSplit split, TaskAttemptContext task) {
      return format.createRecordReader(split, task);
    }
  }

  /** Keeps a copy of everything. */
  public static final class Keeping extends Mapper<Text, Writable, NullWritable, NullWritable> {
    @Override
    protected void map(Text id, Writable value, Context context)
        throws IOException, InterruptedException {
      ReadJob job = JOBS.get(context.getConfiguration().get(NAME));
      job.watcher.comes(job.given.incrementAndGet());
      // A mapper may keep documents, but no other values.
      Writable kept =
          value instanceof DocumentWritable
              ? value
              : WritableUtils.clone(value, context.getConfiguration());
      job.read.add(new Read(id.toString(), kept));
    }
  }
}
