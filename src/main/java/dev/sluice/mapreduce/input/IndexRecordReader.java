package dev.sluice.mapreduce.input;

import dev.sluice.client.Connection;
import dev.sluice.client.http.ConnectionOptions;
import dev.sluice.config.Settings;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.engine.Engine;
import dev.sluice.mapreduce.metrics.RegisteredMetrics;
import dev.sluice.read.Hit;
import dev.sluice.read.PageArrays;
import dev.sluice.read.ReadOptions;
import dev.sluice.read.ShardReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.util.ShutdownHookManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the shard of a split. Owns its connection and its {@link ShardReader}. {@link #close} and
 * the end of the process close them, so a killed task does not leave a point in time open. Used by
 * one thread.
 */
public final class IndexRecordReader<V> extends RecordReader<Text, V> {

  private static final Logger log = LoggerFactory.getLogger(IndexRecordReader.class);

  private static final Duration WAIT = Duration.ofSeconds(3);
  private static final int PUBLISH_EVERY = 1_000;

  /** Before the shutdown hook of Hadoop's file systems; any higher number. */
  private static final int HOOK_PRIORITY = 50;

  private final boolean passesOn;
  private final Text key = new Text();
  private final Runnable hook = this::closeReader;
  private TaskAttemptContext task;
  private IndexSplit shard;
  private Connection connection;
  private ShardReader reader;
  private HitConverter values;
  private LiveReadCounters counters;
  private RegisteredMetrics metrics;
  private Duration patience;
  private V value;
  private boolean skipsUnreadable;

  /** Documents share memory with nothing that changes, so a mapper can keep them. */
  public IndexRecordReader() {
    this(false);
  }

  private IndexRecordReader(boolean passesOn) {
    this.passesOn = passesOn;
  }

  /** For a mapper that needs no document any more when it asks for the next. */
  public static <V> IndexRecordReader<V> toPassOn() {
    return new IndexRecordReader<>(true);
  }

  @Override
  public void initialize(InputSplit split, TaskAttemptContext context) throws IOException {
    task = context;
    shard = (IndexSplit) split;
    Configuration conf = shard.over(context.getConfiguration());
    Settings settings = Settings.from(conf::get);
    InputOptions options = InputOptions.read(settings);
    ReadOptions reading = ReadOptions.read(settings);
    settings.check();
    ConnectionOptions link = ReadConnection.ofTask(context, conf);
    patience = reading.patience().plus(link.timeout());
    values = HitConverter.of(options, FieldKinds.load(conf), PlainMaps.orGiven(conf));
    skipsUnreadable = options.skipsUnreadable;
    connection = Connection.open(link);
    reader =
        ShardReader.start(
            connection.searchTransport(shard.shard().distribution(), shard.shard().nodeUrl()),
            shard.shard(),
            options.query(QuerySetting.load(conf)),
            reading,
            passesOn || options.copiesValues() ? PageArrays.reused(reading) : PageArrays.fresh(),
            Ticker.system());
    counters = LiveReadCounters.of(context, shard.toString(), reader.counts());
    metrics =
        RegisteredMetrics.ofTask("SluiceRead", context, shard.shard().index(), counters::addTo);
    addShutdownHook(conf);
  }

  /** Without a timeout, Hadoop would read all its configuration files again for it. */
  private void addShutdownHook(Configuration conf) {
    long seconds =
        conf.getTimeDuration(
            CommonConfigurationKeysPublic.SERVICE_SHUTDOWN_TIMEOUT,
            CommonConfigurationKeysPublic.SERVICE_SHUTDOWN_TIMEOUT_DEFAULT,
            TimeUnit.SECONDS);
    ShutdownHookManager.get().addShutdownHook(hook, HOOK_PRIORITY, seconds, TimeUnit.SECONDS);
  }

  @Override
  public boolean nextKeyValue() throws IOException {
    do {
      if (!advance()) {
        return false;
      }
    } while (!take(reader.hit()));
    return true;
  }

  private boolean advance() throws IOException {
    try {
      while (!reader.next(WAIT)) {
        counters.publish();
        if (reader.isEnded()) {
          value = null;
          return false;
        }
        // No heartbeat for a hanging read: Hadoop kills it after mapreduce.task.timeout.
        if (reader.nanosSinceAnswer() <= patience.toNanos()) {
          task.progress();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("reading was interrupted");
    }
    if (reader.counts().documents() % PUBLISH_EVERY == 0) {
      counters.publish();
    }
    return true;
  }

  /** Converts the document; returns false if it cannot be converted and is skipped. */
  private boolean take(Hit hit) throws IOException {
    try {
      set(hit);
      return true;
    } catch (UnreadableException e) {
      String what = "Document " + hit.index() + "/" + hit.id() + ": " + e.getMessage();
      if (!skipsUnreadable) {
        throw new IOException(
            what
                + " as in the index mapping. Set "
                + InputSettings.UNREADABLE
                + " to skip to skip such documents, or read documents as JSON text",
            e);
      }
      if (reader.counts().unreadables() == 0) {
        log.warn(
            "{}. This document and similar ones are skipped; counter READ_UNREADABLE counts them",
            what);
      }
      reader.counts().unreadable();
      return false;
    }
  }

  private void set(Hit hit) throws IOException {
    key.set(hit.id().array(), hit.id().offset(), hit.id().length());
    Writable made = values.of(hit);
    @SuppressWarnings("unchecked") // The job's author chooses the type with sluice.read.value.
    V ofTheJob = (V) made;
    value = ofTheJob;
  }

  @Override
  public Text getCurrentKey() {
    return key;
  }

  @Override
  public V getCurrentValue() {
    return value;
  }

  @Override
  public float getProgress() {
    return reader == null ? 0 : reader.progress();
  }

  @Override
  public void close() {
    if (reader != null) {
      closeReader();
      ShutdownHookManager.get().removeShutdownHook(hook);
      counters.publish();
      metrics.close();
      if (!Engine.of(task).showsCounters()) {
        log.info("Read {} documents of {}", reader.counts().documents(), shard);
      }
    }
    if (connection != null) {
      connection.close();
    }
  }

  private void closeReader() {
    reader.close();
  }
}
