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
import dev.sluice.mapreduce.job.JobSecrets;
import dev.sluice.mapreduce.owner.LocalProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputFormat;

/**
 * Rehearses a load: runs trials with a sample of the input into a scratch index, and prints how
 * long the whole load takes and what limits it. A short first trial shows which others are worth
 * running: with more tasks if the tasks wait for their source, otherwise with fewer and with more
 * requests in flight. The last and longest one has the settings of the load again, when JVMs and
 * servers are warm; the forecast is made from it. Nothing is left behind. Used once, by one thread.
 */
public final class Rehearsal {

  /** Fewer requests for the whole input cannot be compared. */
  private static final int FEW_REQUESTS = 10;

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
    id = ticker.wallMillis() + "-" + LocalProcess.pid();
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
    TrialJob first = run(make(running, extent.firstTime()));
    TrialFigures look = first.figures();
    Forecast.Sampled seen = first.sampled();
    if (seen.records == 0 && seen.all) {
      throw new ConfigException("cannot rehearse the load into " + index + ": the input is empty");
    }
    LoadSetup setup = LoadSetup.of(conf, first.input().splits, isTable(), scratch.replicas());
    if (seen.all && look.requests < FEW_REQUESTS) {
      print(first, new OtherTrials(), setup);
      return;
    }
    OtherTrials others = new OtherTrials();
    compare(look, setup, others);
    TrialJob main = make(running, extent.mainTime());
    if (look.isRefused()) {
      main.withMemoryOf(conf);
    }
    run(main);
    print(main, others, setup);
  }

  private void print(TrialJob main, OtherTrials others, LoadSetup setup)
      throws IOException, InterruptedException, ClassNotFoundException {
    Outcome outcome = Outcome.of(main, others, scratch, conf);
    TrialFigures base = main.figures();
    if (!others.isEmpty() && base.isBySource() && !others.areOfTasks()) {
      compare(base, setup, others);
    }
    outcome.lines(others, setup).forEach(out::println);
    out.flush();
  }

  private boolean isTable() {
    return conf.get(HBaseSettings.TABLE.key()) != null
        || conf.get(HBaseSettings.SNAPSHOT.key()) != null;
  }

  private void compare(TrialFigures base, LoadSetup setup, OtherTrials others)
      throws IOException, InterruptedException, ClassNotFoundException {
    if (base.isBySource()) {
      others.moreTasks(moreTasks(base));
    } else {
      others.few(run(other(base.tasks).withInFlight(setup.few())).figures());
      others.many(run(other(base.tasks).withInFlight(setup.many())).figures());
    }
  }

  /** Empty if the input cannot be read by more tasks. */
  private Optional<TrialFigures> moreTasks(TrialFigures base)
      throws IOException, InterruptedException, ClassNotFoundException {
    TrialJob trial =
        run(other(2 * base.tasks).withTasks(2 * base.tasks, HBaseSettings.MAPPERS.key()));
    TrialFigures figures = trial.figures();
    return figures.tasks > base.tasks ? Optional.of(figures) : Optional.empty();
  }

  private TrialJob other(int tasks) throws IOException, ClassNotFoundException {
    return make(tasks, extent.otherTime());
  }

  private TrialJob make(int tasks, Duration time) throws IOException, ClassNotFoundException {
    Trial trial = new Trial(trials++, tasks, time, extent.share);
    return TrialJob.make(
        maker, sample, conf, trial, scratch.name(), RehearsalIndices.directory(id, conf));
  }

  private TrialJob run(TrialJob trial)
      throws IOException, InterruptedException, ClassNotFoundException {
    scratch.create(ticker.wallMillis());
    say(trial + ", up to " + trial.seconds() + " s:");
    jobs.run(trial.job(), trial + " of " + index, new TrialReport(scratch, ticker), out);
    return trial;
  }

  private void say(String text) {
    out.println("sluice: " + text);
    out.flush();
  }
}
