package dev.sluice.cli.rehearse;

import dev.sluice.cli.run.ExitCode;
import dev.sluice.cli.run.JobRunner;
import dev.sluice.client.Administration;
import dev.sluice.client.Connection;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.flow.Ticker;
import dev.sluice.hbase.scan.HBaseSettings;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.job.JobCaller;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.job.JobSecrets;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputFormat;

/**
 * Rehearses a load: runs trials with a sample of the input into a scratch index, and prints how
 * long the whole load takes and what limits it. The first trial has the settings of the load.
 * Others follow with more tasks if the tasks wait for their source, otherwise with fewer and with
 * more requests in flight. Nothing is left behind. Used once, by one thread.
 */
public final class Rehearsal {

  /** A shorter trial has seen the whole of a small input. */
  private static final long SHORT_NANOS = 3_000_000_000L;

  private final Configuration conf;
  private final String index;
  private final Extent extent;
  private final JobRunner jobs;
  private final PrintWriter out;
  private final Ticker ticker = Ticker.system();

  private final String id;
  private int trials;
  private ScratchIndex scratch;
  private TrialJob.Maker maker;
  private Class<? extends InputFormat<Object, Object>> sample = TrialFileInputFormat.class;

  /**
   * Prepares a rehearsal.
   *
   * @param conf the settings of the load
   * @param nodes the URLs of Elasticsearch
   * @param index the index of the load, which is not touched
   */
  public Rehearsal(
      Configuration conf,
      String nodes,
      String index,
      Extent extent,
      JobRunner jobs,
      PrintWriter out) {
    this.conf = new Configuration(conf);
    this.conf.set(ConnectionSettings.NODES.key(), nodes);
    this.index = index;
    this.extent = extent;
    this.jobs = jobs;
    this.out = out;
    id = ticker.wallMillis() + "-" + RehearsalMark.pid();
  }

  /** Makes the job of a load into an index. */
  @FunctionalInterface
  public interface JobMaker extends TrialJob.Maker {}

  /** Sets the format that reads a sample; by default that of files. */
  public Rehearsal reading(Class<? extends InputFormat<Object, Object>> format) {
    sample = format;
    return this;
  }

  /**
   * Runs the trials and prints the forecast. Blocks for some minutes at most, and while the jobs
   * wait for containers.
   *
   * @return the exit code
   * @throws ConfigException if the load cannot be rehearsed
   */
  @SuppressWarnings("try") // its close is its purpose
  public int run(JobMaker jobMaker)
      throws IOException, InterruptedException, ClassNotFoundException {
    refuse();
    maker = jobMaker;
    Settings settings = Settings.from(conf::get);
    ConnectionOptions options =
        ConnectionOptions.read(settings, JobSecrets.read(conf, settings), JobCaller.of(conf));
    settings.check();
    try (Connection connection = Connection.open(options)) {
      Administration server = connection.administration();
      removeEarlier(server);
      ScratchBody body = new ScratchPlan(server, conf, index).body();
      scratch = new ScratchIndex(server, body, RehearsalMark.of(id, ticker.wallMillis()));
      try (Cleaning cleaning = Cleaning.of(scratch, id, conf, out, ticker)) {
        rehearse();
      }
    }
    return ExitCode.DONE;
  }

  private void refuse() {
    if (OutputSettings.DRY_RUN.read(conf::get)) {
      throw new ConfigException("--rehearse cannot be combined with --dry-run");
    }
  }

  private void removeEarlier(Administration server) throws IOException {
    for (RehearsalIndices.Found left : RehearsalIndices.find(server, ticker.wallMillis())) {
      if (!left.isRunning()) {
        RehearsalIndices.remove(left, server, conf);
        say("removed " + left + ": it was killed");
      }
    }
  }

  private void rehearse() throws IOException, InterruptedException, ClassNotFoundException {
    int running = ConcurrentTasks.limit(conf);
    TrialJob main = run(make(running, true));
    TrialFigures base = main.figures();
    Forecast.Sampled sampled = main.sampled();
    if (sampled.records == 0) {
      throw new ConfigException("cannot rehearse the load into " + index + ": the input is empty");
    }
    if (!base.isMeasured()) {
      throw new IOException(
          "the trial indexed no documents within "
              + extent.mainTime().toMillis() / 1_000
              + " s: try --rehearse with a longer time");
    }
    IndexFigures figures = scratch.figures();
    Diagnosis.Places places = scratch.places();
    RejectedCauses rejected =
        RejectedCauses.in(
            JobDirectory.of(main.job().getConfiguration(), main.job().getJobID()).rejected(), conf);
    RehearsalText text = new RehearsalText().header().trial("as configured", base);
    LoadSetup setup = LoadSetup.of(conf, main.input().splits, isTable(), figures.replicas);
    Diagnosis diagnosis = compare(base, setup, places, text);
    Forecast forecast = new Forecast(main.input(), base, sampled);
    double factor = (double) forecast.documents() / sampled.records;
    text.stages(base)
        .forecast(forecast, figures.throttled)
        .size(figures.bytesOf(forecast.documents()), places.shards);
    List<String> causes = rejected.lines(factor);
    text.line("rejected documents: " + (causes.isEmpty() ? "none in the trial" : "")).lines(causes);
    notes(main.input(), base, text);
    text.line("bottleneck: " + diagnosis.bottleneck());
    text.line("change next: " + new Advice(diagnosis, places, setup, base.tasks).line());
    text.lines().forEach(out::println);
    out.flush();
  }

  private static void notes(InputSize input, TrialFigures base, RehearsalText text) {
    if (input.headOnly) {
      text.line(
          "note: the input is one compressed file that cannot be split, so the sample is its"
              + " beginning and not spread over it");
    }
    if (base.requests < 3) {
      text.line("note: the input is too small for a reliable forecast");
    }
  }

  private boolean isTable() {
    return conf.get(HBaseSettings.TABLE.key()) != null
        || conf.get(HBaseSettings.SNAPSHOT.key()) != null;
  }

  private Diagnosis compare(
      TrialFigures base, LoadSetup setup, Diagnosis.Places places, RehearsalText text)
      throws IOException, InterruptedException, ClassNotFoundException {
    Optional<TrialFigures> few = Optional.empty();
    Optional<TrialFigures> many = Optional.empty();
    Optional<TrialFigures> moreTasks = Optional.empty();
    if (!isShort(base)) {
      if (base.isBySource()) {
        moreTasks = moreTasks(base);
        moreTasks.ifPresent(figures -> text.trial("more tasks", figures));
      } else {
        few = Optional.of(run(make(base.tasks, false).withInFlight(setup.few())).figures());
        many = Optional.of(run(make(base.tasks, false).withInFlight(setup.many())).figures());
        text.trial("fewer requests", few.get());
        text.trial("more requests", many.get());
      }
    }
    return new Diagnosis(base, few, many, moreTasks, places);
  }

  private static boolean isShort(TrialFigures base) {
    return base.windowNanos() < SHORT_NANOS && base.requests < 10;
  }

  /** Empty if the input cannot be read by more tasks. */
  private Optional<TrialFigures> moreTasks(TrialFigures base)
      throws IOException, InterruptedException, ClassNotFoundException {
    TrialJob trial =
        run(make(2 * base.tasks, false).withTasks(2 * base.tasks, HBaseSettings.MAPPERS.key()));
    TrialFigures figures = trial.figures();
    return figures.tasks > base.tasks ? Optional.of(figures) : Optional.empty();
  }

  private TrialJob make(int tasks, boolean main) throws IOException, ClassNotFoundException {
    Trial trial =
        new Trial(trials++, tasks, main ? extent.mainTime() : extent.otherTime(), extent.share);
    return TrialJob.make(
        maker, sample, conf, trial, scratch.name(), RehearsalIndices.directory(id, conf));
  }

  private TrialJob run(TrialJob trial)
      throws IOException, InterruptedException, ClassNotFoundException {
    scratch.create(ticker.wallMillis());
    jobs.run(trial.job(), trial + " of " + index, new TrialReport(scratch, ticker), out);
    return trial;
  }

  private void say(String text) {
    out.println("sluice: " + text);
    out.flush();
  }
}
