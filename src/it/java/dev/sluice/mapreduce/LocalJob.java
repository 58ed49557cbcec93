package dev.sluice.mapreduce;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.io.LoadCounter;
import dev.sluice.it.Index;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.SequenceFileInputFormat;

/** A job of Hadoop's local runner that copies the records of a sequence file into an index. */
public final class LocalJob {

  private final Path temp;
  private final Configuration conf = new Configuration();
  private Class<? extends Writable> valueClass = Text.class;
  private boolean meddled;
  private int reducers;
  private Job job;

  private LocalJob(Path temp) {
    this.temp = temp;
    conf.set("hadoop.tmp.dir", temp.resolve("hadoop").toString());
    conf.set("sluice.job.dir", temp.resolve("job").toUri().toString());
  }

  /** A job whose files are all in a directory. */
  public static LocalJob in(Path temp) {
    return new LocalJob(temp);
  }

  /** Sets a key. */
  public LocalJob set(String key, String value) {
    conf.set(key, value);
    return this;
  }

  /** Puts a shuffle before the output; by default there is none. */
  public LocalJob reducers(int number) {
    reducers = number;
    return this;
  }

  /** Has the committer meddled with, as {@link MeddlingFormat#at} says. */
  public LocalJob meddled() {
    meddled = true;
    return this;
  }

  /** Writes the input: pairs of a key and a value, all of the types of the first. */
  public LocalJob input(Writable... keysAndValues) throws IOException {
    valueClass = keysAndValues[1].getClass();
    try (SequenceFile.Writer file =
        SequenceFile.createWriter(
            conf,
            SequenceFile.Writer.file(new org.apache.hadoop.fs.Path(input().toUri())),
            SequenceFile.Writer.keyClass(keysAndValues[0].getClass()),
            SequenceFile.Writer.valueClass(valueClass))) {
      for (int i = 0; i < keysAndValues.length; i += 2) {
        file.append(keysAndValues[i], keysAndValues[i + 1]);
      }
    }
    return this;
  }

  private Path input() {
    return temp.resolve("input");
  }

  /** Runs to the end; tells whether it succeeded. */
  public boolean run(String url, Index index) throws Exception {
    return run(url, index.name());
  }

  /** Runs to the end; tells whether it succeeded. */
  public boolean run(String url, String index) throws Exception {
    prepare();
    IndexJob.writeTo(job, url, index);
    if (meddled) {
      job.setOutputFormatClass(MeddlingFormat.class);
    }
    return job.waitForCompletion(false);
  }

  /** Runs with nothing but the output format and the keys set; tells whether it succeeded. */
  public boolean runByKeys() throws Exception {
    prepare();
    job.setOutputFormatClass(IndexOutputFormat.class);
    return job.waitForCompletion(false);
  }

  private void prepare() throws IOException {
    job = Job.getInstance(conf);
    job.setInputFormatClass(SequenceFileInputFormat.class);
    FileInputFormat.addInputPath(job, new org.apache.hadoop.fs.Path(input().toUri()));
    job.setMapperClass(Mapper.class);
    job.setNumReduceTasks(reducers);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(valueClass);
  }

  /** The job that ran. */
  public Job job() {
    return job;
  }

  /** A counter of the finished job. */
  public long count(LoadCounter counter) throws IOException {
    return counter.in(job.getCounters());
  }

  /** The lines of all files below a directory of the job's, such as {@code rejected}. */
  public List<String> lines(String directory) throws IOException {
    Path root = temp.resolve("job").resolve(directory);
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(root)) {
      return files
          .filter(file -> !file.toString().endsWith(".crc"))
          .flatMap(LocalJob::linesOf)
          .toList();
    }
  }

  private static Stream<String> linesOf(Path file) {
    try {
      return Files.readAllLines(file, UTF_8).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
