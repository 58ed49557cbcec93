package dev.sluice.mapreduce.task;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.bulk.action.BulkAction;
import dev.sluice.io.UnencodableException;
import dev.sluice.io.ValueEncoder;
import dev.sluice.mapreduce.encode.BadRecord;
import dev.sluice.mapreduce.engine.Engine;
import dev.sluice.mapreduce.job.AttemptFiles;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.TaskManifest;
import dev.sluice.mapreduce.keys.InternalKeys;
import dev.sluice.report.StageTimes;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the records of a task attempt. Owns its {@link TaskBulkLoad}. {@link #close} returns when
 * every document has an outcome, or throws. Used by one thread.
 *
 * <p>Hadoop also closes the writer of a failed attempt. If the failure is known (an interrupt, an
 * earlier failure of this writer, an abandoned attempt), pending documents are discarded and close
 * throws immediately. Otherwise sending the rest is harmless, because a later attempt writes the
 * same documents.
 */
public final class IndexRecordWriter<K, V> extends RecordWriter<K, V> {

  private static final Logger log = LoggerFactory.getLogger(IndexRecordWriter.class);

  private final ValueEncoder encoder;
  private final TaskBulkLoad load;
  private final WriterTime time;
  private final AttemptFiles files;
  private final IndexPlan plan;
  private final Configuration conf;
  private final BadRecord badRecords;
  private final Engine engine;

  private Throwable failure;
  private boolean closed;

  public IndexRecordWriter(
      ValueEncoder encoder,
      TaskBulkLoad load,
      AttemptFiles files,
      IndexPlan plan,
      TaskAttemptContext context) {
    this.encoder = encoder;
    this.load = load;
    time = load.time();
    this.files = files;
    this.plan = plan;
    conf = context.getConfiguration();
    engine = Engine.of(context);
    badRecords = ErrorSettings.RECORDS.read(conf::get);
  }

  @Override
  public void write(K key, V value) throws IOException {
    try {
      boolean due = time.isDue();
      if (due) {
        time.begin();
      }
      send(key, value);
      if (due) {
        time.end();
      }
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
      throw e;
    }
  }

  private void send(K key, V value) throws IOException {
    BulkAction action;
    try {
      action = encoder.encode(key, value);
    } catch (UnencodableException e) {
      if (badRecords == BadRecord.FAIL) {
        throw new IOException("cannot convert a record to a document: " + e.error(), e);
      }
      load.reject(e.action(), e.error());
      return;
    }
    load.add(action);
  }

  /**
   * Sends all documents written so far, and waits until each has an outcome. Blocks.
   *
   * @throws IOException if the load has failed
   */
  public void drain() throws IOException {
    try {
      load.drain();
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
      throw e;
    }
  }

  /** The counts so far; thread-safe. */
  public BulkCounts counts() {
    return load.counts();
  }

  /** The stage times so far; thread-safe. */
  public StageTimes times() {
    return time.times();
  }

  /** Does nothing the second time, which follows a close that threw. */
  @Override
  public void close(TaskAttemptContext context) throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    boolean finished = false;
    try {
      checkAlive();
      writeManifest(load.finish());
      finished = true;
    } finally {
      try {
        load.close();
      } finally {
        if (!finished) {
          files.failedManifest().ifPresent(this::leaveLedger);
        }
        files.release();
      }
    }
  }

  /**
   * Writes a manifest for the summary of a failed job: Hadoop drops the counters of failed
   * attempts.
   */
  private void leaveLedger(Path ledger) {
    boolean interrupted = Thread.interrupted();
    try {
      write(load.counts(), ledger);
    } catch (IOException | RuntimeException e) {
      log.warn("Could not write the counts of the attempt ({}) to {}", load.counts(), ledger, e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Throws if it is known that the attempt will not be committed. */
  private void checkAlive() throws IOException {
    if (failure != null) {
      throw new IOException("the attempt failed earlier: " + failure.getMessage(), failure);
    }
    String abandoned = conf.get(InternalKeys.ABANDONED);
    if (abandoned != null) {
      throw new IOException("the attempt was abandoned: " + abandoned);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted before the end of the load: " + load.counts());
    }
  }

  private void writeManifest(BulkCounts counts) throws IOException {
    if (files.isPublished()) {
      write(counts, files.manifest());
      if (!engine.showsCounters()) {
        log.info("Attempt {} wrote: {}", files.attempt(), counts);
      }
    } else {
      log.info("Documents written: {} (no task manifest: the job has no output directory)", counts);
    }
  }

  private void write(BulkCounts counts, Path file) throws IOException {
    TaskManifest.of(files.attempt(), plan.index(), counts, load.bytesByNode())
        .with(load.indices())
        .with(time.times())
        .with(load.history())
        .write(file, conf);
  }
}
