package dev.sluice.mapreduce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.commit.IndexControl;
import dev.sluice.mapreduce.commit.IndexOutputCommitter;
import dev.sluice.mapreduce.task.TaskConnection;
import dev.sluice.testing.FakeElasticsearch;
import dev.sluice.testing.FakeIndex;
import dev.sluice.testing.ManualTicker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.StatusReporter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;

/** A task attempt over a job directory on the local disk, without Hadoop around it. */
public final class Attempt {

  public final JobConf conf = new JobConf(false);
  public final Counters counters = new Counters();
  public final TaskAttemptContext context;
  public final FakeIndex index = new FakeIndex();
  public volatile String status = "";

  private final Path directory;
  private boolean linkClosed;

  /** The clock of the writers. */
  public final ManualTicker clock = ManualTicker.holdingSleepers();

  private Attempt(Path directory, String id, String... keysAndValues) {
    this.directory = directory;
    conf.addResource("core-default.xml");
    conf.addResource("core-site.xml"); // files without a process for each
    conf.set("sluice.job.dir", directory.toUri().toString());
    conf.set("mapreduce.job.dir", "/staging/job_17_0042"); // as Hadoop submits it
    conf.set("sluice.index", "pages");
    conf.set("sluice.id", "key");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      conf.set(keysAndValues[i], keysAndValues[i + 1]);
    }
    context = new TaskAttemptContextImpl(conf, TaskAttemptID.forName(id), new Reporter());
    setUp(directory);
  }

  /** As the committer does before the first task. */
  private static void setUp(Path directory) {
    try {
      Files.createDirectories(directory.resolve("_temporary/0"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first attempt of map task 7. */
  public static Attempt first(Path directory, String... keysAndValues) {
    return new Attempt(directory, "attempt_17_0042_m_000007_0", keysAndValues);
  }

  /** Its second attempt. */
  public static Attempt second(Path directory, String... keysAndValues) {
    return new Attempt(directory, "attempt_17_0042_m_000007_1", keysAndValues);
  }

  /** One of its attempts, from zero. */
  public static Attempt number(int number, Path directory, String... keysAndValues) {
    return new Attempt(directory, "attempt_17_0042_m_000007_" + number, keysAndValues);
  }

  public IndexOutputCommitter committer() {
    return committer(index);
  }

  /** A committer as another application master would have it. */
  public IndexOutputCommitter committer(IndexControl over) {
    return IndexOutputCommitter.of(context, job -> over);
  }

  public RecordWriter<Text, Text> writer(FakeElasticsearch elasticsearch) throws IOException {
    return IndexOutputFormat.writer(
        context,
        TaskConnection.over(elasticsearch, Duration.ofSeconds(1), () -> linkClosed = true),
        clock);
  }

  public boolean isLinkClosed() {
    return linkClosed;
  }

  /** Writes documents to the end of the attempt; the key of each is its place. */
  public void load(FakeElasticsearch elasticsearch, String... documents)
      throws IOException, InterruptedException {
    RecordWriter<Text, Text> writer = writer(elasticsearch);
    try {
      for (int i = 0; i < documents.length; i++) {
        writer.write(new Text("k" + i), new Text(documents[i]));
      }
    } catch (IOException e) {
      // As Hadoop does, whose own exception comes first.
      assertThatThrownBy(() -> writer.close(context)).isInstanceOf(IOException.class);
      throw e;
    }
    writer.close(context);
  }

  public void commit() throws IOException {
    if (committer().needsTaskCommit(context)) {
      committer().commitTask(context);
    }
  }

  /**
   * The files below the job's directory, relative to it, in order; Hadoop's own and the report left
   * out.
   */
  public List<String> files() throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .filter(name -> !name.endsWith(".crc") && !name.startsWith("attempts/"))
          .filter(name -> !name.matches("(job|owner)\\.json|report\\.(json|html)"))
          .sorted()
          .toList();
    }
  }

  public String content(String file) {
    try {
      return Files.readString(directory.resolve(file), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long count(LoadCounter counter) {
    return counter.in(counters);
  }

  private final class Reporter extends StatusReporter {

    @Override
    public Counter getCounter(Enum<?> name) {
      return counters.findCounter(name);
    }

    @Override
    public Counter getCounter(String group, String name) {
      return counters.findCounter(group, name);
    }

    @Override
    public void progress() {}

    @Override
    public float getProgress() {
      return 0;
    }

    @Override
    public void setStatus(String text) {
      status = text;
    }
  }
}
