package dev.sluice.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mapreduce.task.IndexRecordWriter;
import dev.sluice.testing.FakeElasticsearch;
import java.io.IOException;
import java.time.Duration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.RecordWriter;

/**
 * An attempt of a map task from its input to a fake Elasticsearch, in the order of calls of
 * Hadoop's map task. It stores a checkpoint every 100 ms of its own clock.
 *
 * @param <K> the type of keys of its input
 * @param <V> the type of values
 */
public final class DrivenTask<K, V> {

  /** Gives a record to the writer, as a mapper does. */
  public interface RecordMapper<K, V> {
    void map(RecordWriter<Text, Text> writer, K key, V value, int number) throws Exception;
  }

  private static final Duration PER_RECORD = Duration.ofMillis(10);
  private static final int RECORDS_TO_DRAIN = 15;

  private final Attempt attempt;
  private final FakeElasticsearch elasticsearch;
  private final InputFormat<K, V> format;

  private DrivenTask(Attempt attempt, FakeElasticsearch elasticsearch, InputFormat<K, V> format) {
    this.attempt = attempt;
    this.elasticsearch = elasticsearch;
    this.format = format;
  }

  /** Makes the attempt one of a job with checkpoints. */
  public static <K, V> DrivenTask<K, V> of(
      Attempt attempt, FakeElasticsearch elasticsearch, InputFormat<K, V> format) {
    attempt.conf.set("mapreduce.task.attempt.id", attempt.context.getTaskAttemptID().toString());
    attempt.conf.set("mapreduce.job.inputformat.class", format.getClass().getName());
    attempt.conf.set("mapreduce.job.reduces", "0");
    attempt.conf.set("sluice.errors.max", "1000");
    attempt.conf.set("sluice.bulk.actions", "20");
    attempt.conf.set("sluice.bulk.in-flight", "1");
    attempt.conf.set("sluice.checkpoint.interval", "100ms");
    attempt.conf.set("sluice.internal.checkpoints", "true");
    return new DrivenTask<>(attempt, elasticsearch, format);
  }

  /**
   * Reads and writes up to a record, and then stops the attempt, or ends it with the input.
   *
   * @return the number of records read
   */
  public int run(InputSplit split, int stop, RecordMapper<K, V> mapper) throws Exception {
    RecordReader<K, V> reader = format.createRecordReader(split, attempt.context);
    IndexRecordWriter<Text, Text> writer =
        (IndexRecordWriter<Text, Text>) attempt.writer(elasticsearch);
    try {
      reader.initialize(split, attempt.context);
    } catch (IOException e) {
      writer.close(attempt.context);
      throw e;
    }
    int read = 0;
    while (read < stop && reader.nextKeyValue()) {
      mapper.map(writer, reader.getCurrentKey(), reader.getCurrentValue(), read);
      read++;
      attempt.clock.advance(PER_RECORD);
      if (read % RECORDS_TO_DRAIN == 0) {
        writer.drain();
      }
    }
    reader.close();
    if (read == stop) {
      Thread.currentThread().interrupt();
    }
    try {
      writer.close(attempt.context);
    } catch (IOException e) {
      assertThat(Thread.interrupted()).as("stopped").isTrue();
    }
    return read;
  }
}
