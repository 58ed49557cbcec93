package dev.sluice.mapreduce.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.io.LoadCounter;
import dev.sluice.io.ValueEncoder;
import dev.sluice.mapreduce.Attempt;
import dev.sluice.mapreduce.IndexOutputFormat;
import dev.sluice.mapreduce.encode.WritableEncoder;
import dev.sluice.mapreduce.job.AttemptManifests;
import dev.sluice.mapreduce.job.TaskManifest;
import dev.sluice.testing.FakeElasticsearch;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class IndexRecordWriterTest {

  private static final Text KEY = new Text("k");
  private static final Text DOCUMENT = new Text("{\"a\":1}");

  @TempDir Path directory;

  private final FakeElasticsearch elasticsearch = new FakeElasticsearch();

  @Test
  void close_returns_when_every_document_is_indexed() throws Exception {
    Attempt attempt = Attempt.first(directory);

    attempt.load(elasticsearch, "{\"a\":1}", "{\"a\":2}");

    assertThat(elasticsearch.lines())
        .containsExactly(
            "{\"index\":{\"_index\":\"pages\",\"_id\":\"k0\"}}",
            "{\"a\":1}",
            "{\"index\":{\"_index\":\"pages\",\"_id\":\"k1\"}}",
            "{\"a\":2}");
    assertThat(attempt.isLinkClosed()).isTrue();
  }

  @Test
  void the_counters_and_the_status_show_the_ledger_in_the_end() throws Exception {
    Attempt attempt = Attempt.first(directory, "sluice.errors.max", "1");

    attempt.load(elasticsearch, "{\"a\":1}", "{\"a\":\"bad\"}");

    assertThat(attempt.count(LoadCounter.GIVEN)).isEqualTo(2);
    assertThat(attempt.count(LoadCounter.INDEXED)).isEqualTo(1);
    assertThat(attempt.count(LoadCounter.REJECTED)).isEqualTo(1);
    assertThat(attempt.count(LoadCounter.BULK_REQUESTS)).isEqualTo(1);
    assertThat(attempt.count(LoadCounter.BULK_BYTES)).isPositive();
    assertThat(attempt.status)
        .isEqualTo("2 given, 1 indexed, 0 deleted, 0 already there, 1 rejected, 0 outstanding");
  }

  @Test
  void the_manifest_tells_where_the_time_of_the_task_went() throws Exception {
    Attempt attempt = Attempt.first(directory);
    RecordWriter<Writable, Writable> writer = writer(attempt);
    attempt.clock.advance(Duration.ofSeconds(3));

    writer.write(KEY, DOCUMENT);
    writer.close(attempt.context);
    attempt.commit();

    assertThat(attempt.content("manifests/part-m-00007.json"))
        .contains("\"source_ms\":3000,\"encoding_ms\":0,\"memory_ms\":0");
  }

  @Test
  void a_record_that_can_be_no_document_is_rejected_and_the_others_go_on() throws Exception {
    Attempt attempt = Attempt.first(directory, "sluice.errors.max", "2");
    MapWritable bad = new MapWritable();
    bad.put(new Text("f"), new DoubleWritable(Double.NaN));
    RecordWriter<Writable, Writable> writer = writer(attempt);

    writer.write(KEY, bad);
    writer.write(KEY, new Text("[1]"));
    writer.write(KEY, DOCUMENT);
    writer.close(attempt.context);
    attempt.commit();

    assertThat(attempt.count(LoadCounter.INDEXED)).isEqualTo(1);
    assertThat(attempt.content("rejected/part-m-00007.ndjson").lines())
        .containsExactly(
            "{\"_index\":\"pages\",\"_id\":\"k\",\"op\":\"index\",\"error\":{\"type\":\"sluice_bad_value\",\"reason\":\"the field \\\"f\\\" contains a number that JSON cannot represent: NaN\"},\"task\":\"attempt_17_0042_m_000007_0\",\"time\":\"2026-01-01T00:00:00Z\",\"_source\":\"[{\\\"f\\\":{\\\"class\\\":\\\"org.apache.hadoop.io.DoubleWritable\\\",\\\"base64\\\":\\\"f/gAAAAAAAA=\\\",\\\"text\\\":\\\"NaN\\\"}}]\"}",
            "{\"_index\":\"pages\",\"_id\":\"k\",\"op\":\"index\",\"error\":{\"type\":\"not_a_json_object\",\"reason\":\"invalid JSON document: not a JSON object at byte 0\"},\"task\":\"attempt_17_0042_m_000007_0\",\"time\":\"2026-01-01T00:00:00Z\",\"_source\":\"[1]\"}");
  }

  @Test
  void after_a_write_that_failed_what_is_left_is_dropped_and_close_fails_once() throws Exception {
    Attempt attempt = Attempt.first(directory);
    RecordWriter<Writable, Writable> writer = writer(attempt);
    writer.write(KEY, DOCUMENT);
    assertThatThrownBy(() -> writer.write(KEY, NullWritable.get()))
        .isExactlyInstanceOf(IOException.class);

    assertThatThrownBy(() -> writer.close(attempt.context))
        .hasMessageStartingWith("the attempt failed earlier: the job wrote a null value");
    writer.close(attempt.context);

    assertThat(elasticsearch.lines()).isEmpty();
    assertThat(attempt.files()).isEmpty();
    assertThat(attempt.isLinkClosed()).isTrue();
  }

  @Test
  void an_abandoned_attempt_drops_what_is_left() throws Exception {
    Attempt attempt = Attempt.first(directory);
    RecordWriter<Writable, Writable> writer = writer(attempt);
    writer.write(KEY, DOCUMENT);

    IndexOutputFormat.abandon(attempt.context, new IllegalStateException("row 7"));

    assertThatThrownBy(() -> writer.close(attempt.context))
        .hasMessage("the attempt was abandoned: java.lang.IllegalStateException: row 7");
    assertThat(elasticsearch.lines()).isEmpty();
  }

  @Test
  void an_interrupted_attempt_drops_what_is_left_and_does_not_succeed() throws Exception {
    Attempt attempt = Attempt.first(directory);
    RecordWriter<Writable, Writable> writer = writer(attempt);
    writer.write(KEY, DOCUMENT);
    Thread.currentThread().interrupt();

    try {
      assertThatThrownBy(() -> writer.close(attempt.context))
          .isInstanceOf(InterruptedIOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(elasticsearch.lines()).isEmpty();
    assertThat(attempt.files()).isEmpty();
  }

  @Test
  void an_attempt_whose_failure_cannot_be_known_sends_the_rest() throws Exception {
    Attempt attempt = Attempt.first(directory);
    RecordWriter<Writable, Writable> writer = writer(attempt);
    writer.write(KEY, DOCUMENT);

    writer.close(attempt.context); // as Hadoop does after a mapper threw
    attempt.committer().abortTask(attempt.context);

    assertThat(elasticsearch.lines()).hasSize(2);
    assertThat(attempt.files()).isEmpty();
  }

  @Test
  void close_fails_when_elasticsearch_refuses_and_leaves_no_ledger() throws Exception {
    Attempt attempt = Attempt.first(directory);
    elasticsearch.refusingAll();

    assertThatThrownBy(() -> attempt.load(elasticsearch, "{}")).hasMessageContaining("401");

    assertThat(attempt.files()).isEmpty();
    assertThat(attempt.isLinkClosed()).isTrue();
  }

  @Test
  void requests_under_way_are_cut_off_when_an_attempt_is_dropped() throws Exception {
    Attempt attempt = Attempt.first(directory, "sluice.bulk.actions", "1");
    elasticsearch.holdingAll();
    RecordWriter<Writable, Writable> writer = writer(attempt);
    writer.write(KEY, DOCUMENT);
    writer.write(new Text("other"), DOCUMENT);
    IndexOutputFormat.abandon(attempt.context, new IllegalStateException("row 7"));

    assertThatThrownBy(() -> writer.close(attempt.context)).isInstanceOf(IOException.class);

    assertThat(attempt.isLinkClosed()).isTrue();
    assertThat(attempt.files()).isEmpty();
  }

  @Test
  void a_create_that_another_attempt_beside_this_one_may_have_made_is_looked_at() throws Exception {
    Attempt attempt =
        Attempt.first(directory, "sluice.operation", "create", "mapreduce.map.speculative", "true");

    attempt.load(elasticsearch.havingAll(), "{}");

    assertThat(attempt.count(LoadCounter.ALREADY_THERE)).isEqualTo(1);
  }

  private static final String[] SCRIPT = {
    "sluice.operation", "update", "sluice.script.source", "ctx._source.n++"
  };

  private static String[] scriptAnd(String... more) {
    return Stream.of(SCRIPT, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  @Test
  void a_second_attempt_sends_no_scripted_update_of_the_first_again() throws Exception {
    Attempt second = Attempt.second(directory, SCRIPT);

    assertThatThrownBy(() -> second.load(elasticsearch, "{}"))
        .hasMessageContaining("\"k0\"")
        .hasMessageContaining("sluice.update.at-least-once=true");

    assertThat(elasticsearch.lines()).isEmpty();
  }

  @Test
  void a_task_under_a_second_application_master_sends_no_scripted_update_again() throws Exception {
    Attempt attempt =
        Attempt.first(directory, scriptAnd("mapreduce.job.application.attempt.id", "2"));

    assertThatThrownBy(() -> attempt.load(elasticsearch, "{}"))
        .hasMessageContaining("sluice.update.at-least-once=true");

    assertThat(elasticsearch.lines()).isEmpty();
  }

  @Test
  void a_first_attempt_sends_scripted_updates_though_another_may_run_beside() throws Exception {
    Attempt attempt = Attempt.first(directory, scriptAnd("mapreduce.map.speculative", "true"));

    attempt.load(elasticsearch, "{}");

    assertThat(elasticsearch.lines()).hasSize(2);
  }

  @Test
  void a_document_of_unknown_outcome_is_counted_and_kept_apart_from_rejected_ones()
      throws Exception {
    Attempt attempt =
        Attempt.first(directory, "sluice.operation", "create", "mapreduce.map.speculative", "true");

    attempt.load(elasticsearch.havingAllChanged(), "{\"a\": 1}");
    attempt.commit();

    assertThat(attempt.count(LoadCounter.UNKNOWN)).isEqualTo(1);
    assertThat(attempt.count(LoadCounter.REJECTED)).isZero();
    assertThat(attempt.files())
        .containsExactly("manifests/part-m-00007.json", "unknown/part-m-00007.ndjson");
    assertThat(attempt.content("unknown/part-m-00007.ndjson"))
        .startsWith("{\"_index\":\"pages\",\"_id\":\"k0\",\"op\":\"create\",\"error\":{")
        .endsWith(",\"_source\":{\"a\": 1}}\n");
    assertThat(attempt.content("manifests/part-m-00007.json")).contains("\"unknown\":1");
  }

  @Test
  void what_a_failed_attempt_left_unknown_is_kept_for_inspection_alone() throws Exception {
    Attempt attempt =
        Attempt.first(directory, "sluice.operation", "create", "mapreduce.map.speculative", "true");
    attempt.load(elasticsearch.havingAllChanged(), "{}");

    attempt.committer().abortTask(attempt.context);

    assertThat(attempt.files()).containsExactly("failed/attempt_17_0042_m_000007_0-unknown.ndjson");
  }

  @Test
  void a_later_attempt_that_can_tell_takes_back_what_an_earlier_one_could_not() throws Exception {
    Attempt first =
        Attempt.first(directory, "sluice.operation", "create", "mapreduce.map.speculative", "true");
    first.load(elasticsearch.havingAllChanged(), "{}");
    first.commit();
    Attempt second = Attempt.second(directory);

    second.load(new FakeElasticsearch(), "{}");
    second.commit();

    assertThat(second.files()).containsExactly("manifests/part-m-00007.json");
  }

  @Test
  void a_ledger_of_a_version_that_knew_fewer_outcomes_is_read() throws Exception {
    String old = "{\"attempt\":\"a\",\"index\":\"i\",\"given\":2,\"indexed\":2,\"sent\":{}}";

    TaskManifest manifest =
        TaskManifest.read(old.getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThat(manifest.count(LoadCounter.INDEXED)).isEqualTo(2);
    assertThat(manifest.count(LoadCounter.UNKNOWN)).isZero();
  }

  @Test
  void an_encoder_of_the_users_own_is_used() throws Exception {
    Attempt attempt = Attempt.first(directory);
    attempt.conf.setClass("sluice.value.encoder", WritableEncoder.class, ValueEncoder.class);

    attempt.load(elasticsearch, "{}");

    assertThat(elasticsearch.lines()).hasSize(2);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // it takes anything
  private RecordWriter<Writable, Writable> writer(Attempt attempt) throws IOException {
    return (RecordWriter) attempt.writer(elasticsearch);
  }

  @Test
  void an_attempt_that_fails_leaves_what_it_had_done_for_the_summary() throws Exception {
    Attempt attempt = Attempt.first(directory);

    assertThatThrownBy(
            () -> attempt.load(elasticsearch, "{\"a\":1}", "{\"a\":\"bad\"}", "{\"a\":2}"))
        .isInstanceOf(IOException.class);

    AttemptManifests failed = AttemptManifests.failed(attempt.conf, attempt.context.getJobID());
    assertThat(failed.attempts()).isEqualTo(1);
    assertThat(failed.sum(LoadCounter.GIVEN)).isEqualTo(3);
    assertThat(failed.sum(LoadCounter.INDEXED)).isEqualTo(2);
    assertThat(failed.sum(LoadCounter.REJECTED)).isEqualTo(1);
    assertThat(AttemptManifests.committed(attempt.conf, attempt.context.getJobID()).attempts())
        .isZero();
  }

  @Test
  void the_number_of_counters_does_not_grow_with_the_cluster() throws Exception {
    Attempt attempt = Attempt.first(directory);

    attempt.load(elasticsearch, "{\"a\":1}");

    assertThat(attempt.counters.countCounters()).isEqualTo(LoadCounter.values().length);
  }
}
