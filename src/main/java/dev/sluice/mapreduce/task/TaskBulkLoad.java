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
import dev.sluice.mapreduce.checkpoint.TaskCheckpoints;
import dev.sluice.mapreduce.encode.RecordNumbers;
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
import java.util.ArrayDeque;
import java.util.Deque;
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
 * The running load of a task attempt: the bulk engine, its dead letter files, the work beside it
 * (heartbeat, control, guard, recorder), and the connection. The creator closes it. Used by one
 * thread.
 */
public final class TaskBulkLoad implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(TaskBulkLoad.class);

  private final TaskConnection link;
  private final DeadLetters kept;
  private final BulkProcessor engine;
  private final SendingEngine sending;
  private final RejectionEvents events;
  private final TaskRecorder recorder;
  private final WrittenIndices indices = new WrittenIndices();

  /** Null if the task stores none. */
  private TaskCheckpoints checkpoints;

  /** The work beside the engine, to close in this order. */
  private final Deque<Closeable> beside = new ArrayDeque<>();

  private TaskBulkLoad(
      TaskConnection link,
      DeadLetters kept,
      BulkProcessor engine,
      Optional<RejectionEvents> events,
      TaskRecorder recorder) {
    this.link = link;
    this.kept = kept;
    this.engine = engine;
    this.sending = new SendingEngine(engine);
    this.events = events.orElse(null);
    this.recorder = recorder;
  }

  /**
   * Starts the threads of the engine and of the work beside it; the load owns the connection from
   * then on.
   */
  public static TaskBulkLoad start(
      TaskAttemptContext context,
      IndexPlan plan,
      AttemptFiles files,
      RecordNumbers numbers,
      TaskConnection link,
      Ticker ticker)
      throws IOException {
    Configuration conf = context.getConfiguration();
    OptionalInt tasks = tasks(context);
    Settings settings = Settings.from(InFlightShare.settings(conf, tasks));
    BulkOptions options = BulkOptions.read(settings, Optional.of(plan.index()), others(context));
    Duration patience = settings.get(BulkSettings.RETRY_TIMEOUT).plus(link.timeout());
    ErrorOptions errors = ErrorOptions.read(settings);
    settings.check();
    Optional<RejectionEvents> events = RejectionEvents.of(context, link, ticker);
    DeadLetters kept = DeadLetters.of(files, conf, ticker);
    Optional<CheckpointedTask> task = CheckpointedTask.of(context, files, kept, ticker);
    TaskRecorder recorder = new TaskRecorder(ticker);
    BulkProcessor engine =
        BulkProcessor.start(
            task.isPresent() ? task.get().after(options) : options,
            link.transport(),
            link.lanes(),
            recorder.counting(
                RejectionLog.over(task.isPresent() ? task.get().segments() : kept, errors)),
            ticker,
            recorder::answered);
    TaskBulkLoad load = new TaskBulkLoad(link, kept, engine, events, recorder);
    try {
      if (task.isPresent()) {
        load.checkpoints = task.get().open(engine, load.indices, numbers, load.beside);
      }
      load.startBeat(context, plan.index(), patience, ticker);
      load.startLimits(context, tasks, ticker);
      load.startRecorder(files, plan.index(), conf);
    } catch (IOException | RuntimeException e) {
      load.stop();
      throw e;
    }
    return load;
  }

  /** The largest number of concurrent tasks; empty if unknown. */
  private static OptionalInt tasks(TaskAttemptContext context) {
    OptionalInt tasks = InFlightShare.tasks(context);
    if (!tasks.isPresent() && InFlightShare.isIn(context.getConfiguration())) {
      log.info(
          "The engine does not tell how many tasks write at the same time, so this task adapts"
              + " without regard to the others: set {} to limit the load",
          BulkSettings.IN_FLIGHT);
    }
    return tasks;
  }

  private void startBeat(
      TaskAttemptContext context, String index, Duration patience, Ticker ticker) {
    LiveCounters counters = LiveCounters.of(context, index, engine::counts);
    Heartbeat heartbeat =
        new Heartbeat(
            context, counters, engine::counts, sending::nanosSinceAnswer, patience, ticker);
    beside.push(heartbeat);
    heartbeat.start();
  }

  /** Starts what limits the engine, before it sends anything. */
  private void startLimits(TaskAttemptContext context, OptionalInt tasks, Ticker ticker)
      throws IOException {
    if (link.guard().isPresent()) {
      Duration bound = RateSettings.GUARD_LATENCY.read(context.getConfiguration()::get);
      double phase = ThreadLocalRandom.current().nextDouble();
      SearchGuard guard =
          new SearchGuard(link.guard().get(), sending, bound, tasks.orElse(1), phase, ticker);
      beside.push(guard);
      guard.start();
    }
    TaskControl control =
        new TaskControl(context, JobDirectory.of(context), tasks, sending, ticker);
    beside.push(control);
    control.start();
  }

  private void startRecorder(AttemptFiles files, String index, Configuration conf) {
    beside.push(recorder);
    recorder.start(engine::counts, history -> publish(files, index, history, conf));
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
    if (attempt.getId() > 0
        || conf.get(InternalKeys.RESUMED) != null
        || conf.getInt(MRJobConfig.APPLICATION_ATTEMPT_ID, 1) > 1) {
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
    if (action.index != null) {
      indices.add(action.index);
    }
    engine.add(action);
  }

  /** Waits until every document given so far has an outcome. */
  void drain() throws IOException {
    engine.drain();
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
    if (checkpoints != null) {
      checkpoints.finish();
    }
    kept.close();
    if (events != null && kept.rejected().isAny()) {
      events.send(kept.rejected().path(), sending);
      indices.add(events.index());
    }
    return engine.counts();
  }

  /** Discards pending documents, and stops all threads. */
  @Override
  public void close() throws IOException {
    stop();
    try {
      kept.close();
    } finally {
      link.close();
    }
  }

  private void stop() throws IOException {
    engine.abort();
    for (Closeable work : beside) {
      work.close();
    }
  }
}
