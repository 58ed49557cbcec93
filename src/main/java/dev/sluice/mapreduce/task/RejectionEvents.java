package dev.sluice.mapreduce.task;

import dev.sluice.bulk.BulkOptions;
import dev.sluice.bulk.BulkProcessor;
import dev.sluice.bulk.Lanes;
import dev.sluice.bulk.OtherAttempts;
import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.config.Settings;
import dev.sluice.flow.Ticker;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonFormException;
import dev.sluice.mapreduce.encode.ContentIds;
import dev.sluice.mapreduce.encode.RecordOrder;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.util.LineReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an error event for each rejected document of a task to a separate index, from the dead
 * letter file, after all documents are written. A later attempt writes the same events with the
 * same ids. A rejected event does not fail the task: the document stays in its file.
 */
final class RejectionEvents {

  private static final Logger log = LoggerFactory.getLogger(RejectionEvents.class);

  private final ErrorOptions options;
  private final BulkOptions bulk;
  private final TaskConnection link;
  private final TaskAttemptContext task;
  private final Ticker ticker;

  private RejectionEvents(
      ErrorOptions options,
      BulkOptions bulk,
      TaskConnection link,
      TaskAttemptContext task,
      Ticker ticker) {
    this.options = options;
    this.bulk = bulk;
    this.link = link;
    this.task = task;
    this.ticker = ticker;
  }

  /** The events of a task, if configured; they use the connection of its documents. */
  static Optional<RejectionEvents> of(TaskAttemptContext task, TaskConnection link, Ticker ticker) {
    Settings settings = Settings.from(task.getConfiguration()::get);
    ErrorOptions options = ErrorOptions.read(settings);
    BulkOptions bulk = BulkOptions.read(settings, options.index(), OtherAttempts.BESIDE);
    settings.check();
    return options.index().map(index -> new RejectionEvents(options, bulk, link, task, ticker));
  }

  /** The index of the events. */
  String index() {
    return options.index().orElse("");
  }

  /**
   * Writes the events and waits until they are written.
   *
   * @param rejected the complete file of rejected documents
   * @param sending passes the pause, the rate limit and the guard to the events
   */
  void send(Path rejected, SendingEngine sending) throws IOException {
    AtomicLong lost = new AtomicLong();
    try (BulkProcessor engine =
        BulkProcessor.start(
            bulk, link.transport(), Lanes.ANY, event -> note(event.error(), lost), ticker)) {
      sending.use(engine);
      send(rejected, engine);
    }
    if (lost.get() > 0) {
      log.warn(
          "{} error events could not be written to index {}; the rejected documents are saved",
          lost,
          index());
    }
  }

  private static void note(BulkError error, AtomicLong lost) {
    if (lost.getAndIncrement() == 0) {
      log.warn("An error event for a rejected document was rejected: {}", error);
    }
  }

  private void send(Path rejected, BulkProcessor engine) throws IOException {
    RejectionEvent event = new RejectionEvent(options);
    ContentIds ids = new ContentIds(RecordOrder.of(task).task());
    Repeats repeats = new Repeats();
    Text line = new Text();
    try (InputStream in = rejected.getFileSystem(task.getConfiguration()).open(rejected);
        LineReader lines = new LineReader(in)) {
      while (lines.readLine(line) > 0) {
        ByteArray json = event.of(line.getBytes(), line.getLength());
        ByteArray raw = event.raw();
        String id = ids.next(null, raw.array(), 0, raw.length()).orElse("");
        int repeat = repeats.count(id);
        engine.add(
            BulkAction.of(Operation.INDEX)
                .id(repeat == 1 ? id : id + "_" + repeat)
                .source(json.array(), 0, json.length())
                .build());
      }
    } catch (JsonFormException e) {
      throw new IOException("reading " + rejected + ": " + e.getMessage(), e);
    }
  }
}
