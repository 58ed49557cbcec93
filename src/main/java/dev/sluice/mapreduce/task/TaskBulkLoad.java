package dev.sluice.mapreduce.task;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.bulk.BulkOptions;
import dev.sluice.bulk.BulkProcessor;
import dev.sluice.bulk.BulkSettings;
import dev.sluice.bulk.OtherAttempts;
import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.limit.RateSettings;
import dev.sluice.config.Settings;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.engine.Engine;
import dev.sluice.mapreduce.job.AttemptFiles;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.job.TaskManifest;
import dev.sluice.mapreduce.job.WrittenIndices;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.report.TaskHistory;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running load of a task attempt: the bulk engine, its dead letter files, its counters, its
 * heartbeat and the connection. The creator closes it. Used by one thread.
 */
public final class TaskBulkLoad implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(TaskBulkLoad.class);

  private final TaskConnection link;
  private final DeadLetters kept;
  private final BulkProcessor engine;
  private final LiveCounters counters;
  private final Heartbeat heartbeat;
  private final RejectionEvents events;
  private final TaskRecorder recorder;
  private final TaskControl control;
  private final SearchGuard guard;
  private final WrittenIndices indices = new WrittenIndices();

  private TaskBulkLoad(
      TaskConnection link,
      DeadLetters kept,
      BulkProcessor engine,
      LiveCounters counters,
      Heartbeat heartbeat,
      Optional<RejectionEvents> events,
      TaskRecorder recorder,
      TaskControl control,
      Optional<SearchGuard> guard) {
    this.link = link;
    this.kept = kept;
    this.engine = engine;
    this.counters = counters;
    this.heartbeat = heartbeat;
    this.events = events.orElse(null);
    this.recorder = recorder;
    this.control = control;
    this.guard = guard.orElse(null);
  }

  /**
   * Starts the threads of the engine and of the heartbeat; the load owns the connection from then
   * on.
   */
  public static TaskBulkLoad start(
      TaskAttemptContext context,
      IndexPlan plan,
      AttemptFiles files,
      TaskConnection link,
      Ticker ticker)
      throws IOException {
    JobDirectory directory = JobDirectory.of(context);
    Configuration conf = context.getConfiguration();
    OptionalInt tasks = InFlightShare.tasks(context);
    if (!tasks.isPresent() && InFlightShare.isIn(conf)) {
      log.info(
          "The engine does not tell how many tasks write at the same time, so this task adapts"
              + " without regard to the others: set {} to limit the load",
          BulkSettings.IN_FLIGHT);
    }
    Settings settings = Settings.from(InFlightShare.settings(conf, tasks));
    BulkOptions options = BulkOptions.read(settings, Optional.of(plan.index()), others(context));
    Duration patience = settings.get(BulkSettings.RETRY_TIMEOUT).plus(link.timeout());
    ErrorOptions errors = ErrorOptions.read(settings);
    settings.check();
    Optional<RejectionEvents> events = RejectionEvents.of(context, link, ticker);
    DeadLetters kept = DeadLetters.of(files, conf, ticker);
    TaskRecorder recorder = new TaskRecorder(ticker);
    BulkProcessor engine =
        BulkProcessor.start(
            options,
            link.transport(),
            link.lanes(),
            recorder.counting(RejectionLog.over(kept, errors)),
            ticker,
            recorder::answered);
    LiveCounters counters = LiveCounters.of(context, plan.index(), engine::counts);
    Heartbeat heartbeat =
        new Heartbeat(
            context, counters, engine::counts, engine::nanosSinceAnswer, patience, ticker);
    heartbeat.start();
    TaskControl control = new TaskControl(context, directory, tasks, engine, ticker);
    control.start();
    Optional<SearchGuard> guard = guard(conf, tasks, engine, link, ticker);
    TaskBulkLoad load =
        new TaskBulkLoad(link, kept, engine, counters, heartbeat, events, recorder, control, guard);
    recorder.start(engine::counts, history -> load.publish(files, plan.index(), history, conf));
    return load;
  }

  private static Optional<SearchGuard> guard(
      Configuration conf,
      OptionalInt tasks,
      BulkProcessor engine,
      TaskConnection link,
      Ticker ticker) {
    Duration bound = RateSettings.GUARD_LATENCY.read(conf::get);
    double phase = ThreadLocalRandom.current().nextDouble();
    Optional<SearchGuard> guard =
        link.guard()
            .map(
                search ->
                    new SearchGuard(search, engine, bound, tasks.orElse(1), phase, ticker));
    guard.ifPresent(SearchGuard::start);
    return guard;
  }

  /** For the report of the running job; a killed task leaves it. */
  private void publish(AttemptFiles files, String index, TaskHistory history, Configuration conf)
      throws IOException {
    Optional<Path> running = files.runningManifest();
    if (running.isPresent()) {
      TaskManifest.of(files.attempt(), index, counts(), bytesByNode())
          .with(time().times())
          .with(history)
          .write(running.get(), conf);
    }
  }

  /**
   * Other attempts that may have written the same documents: an earlier one, one under an earlier
   * application master, a concurrent speculative one, or one of an earlier job.
   */
  private static OtherAttempts others(TaskAttemptContext context) {
    TaskAttemptID attempt = context.getTaskAttemptID();
    Configuration conf = context.getConfiguration();
    if (attempt.getId() > 0 || conf.getInt(MRJobConfig.APPLICATION_ATTEMPT_ID, 1) > 1) {
      return OtherAttempts.BEFORE;
    }
    boolean beside =
        Engine.of(context).isSpeculative(conf, isReducing(context), false)
            || conf.getBoolean(InternalKeys.REPEATS, false);
    return beside ? OtherAttempts.BESIDE : OtherAttempts.NONE;
  }

  private static boolean isReducing(TaskAttemptContext context) {
    return context.getTaskAttemptID().getTaskType() == TaskType.REDUCE;
  }

  void add(BulkAction action) throws IOException {
    action.index().ifPresent(indices::add);
    engine.add(action);
  }

  /** The indices that actions named, and the index of error events. */
  WrittenIndices indices() {
    return indices;
  }

  void reject(BulkAction action, BulkError error) throws IOException {
    engine.reject(action, error);
  }

  /** The bytes sent to each node so far. */
  Map<String, Long> bytesByNode() {
    return link.bytesByNode();
  }

  BulkCounts counts() {
    return engine.counts();
  }

  /** Measures the writing thread. */
  WriterTime time() {
    return recorder.time();
  }

  /** What the task has done so far, over time. */
  TaskHistory history() {
    return recorder.history();
  }

  /** Waits until every document has an outcome, and closes the dead letter files. */
  BulkCounts finish() throws IOException {
    time().close();
    engine.close();
    kept.close();
    if (events != null && kept.rejected().isAny()) {
      events.send(kept.rejected().path());
      indices.add(events.index());
    }
    return engine.counts();
  }

  /** Discards pending documents, and stops all threads. */
  @Override
  public void close() throws IOException {
    engine.abort();
    control.close();
    if (guard != null) {
      guard.close();
    }
    heartbeat.close();
    recorder.close();
    counters.publish(engine.counts());
    counters.close();
    try {
      kept.close();
    } finally {
      link.close();
    }
  }
}
