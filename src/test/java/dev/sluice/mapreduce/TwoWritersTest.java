package dev.sluice.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.job.JobManifest;
import dev.sluice.testing.FakeElasticsearch;
import java.nio.file.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The format twice in one task, as {@code MultipleOutputs} opens it beside the job's own. */
@Timeout(30)
class TwoWritersTest {

  private static final Text KEY = new Text("k");
  private static final Text BAD = new Text("{\"a\":\"bad\"}");
  private static final Text GOOD = new Text("{\"a\":1}");

  @TempDir Path directory;

  private final FakeElasticsearch elasticsearch = new FakeElasticsearch();
  private Attempt attempt;

  @BeforeEach
  void begin() {
    attempt = Attempt.first(directory, "sluice.errors.max", "2");
  }

  private void writeTwice(Attempt to) throws Exception {
    RecordWriter<Text, Text> first = to.writer(elasticsearch);
    RecordWriter<Text, Text> second = to.writer(elasticsearch);
    first.write(KEY, BAD);
    second.write(KEY, BAD);
    second.write(KEY, GOOD);
    second.close(to.context);
    first.close(to.context);
  }

  @Test
  void both_halves_of_ledger_and_rejected_documents_are_published() throws Exception {
    writeTwice(attempt);
    attempt.commit();

    assertThat(attempt.files())
        .containsExactly(
            "manifests/part-m-00007.2.json",
            "manifests/part-m-00007.json",
            "rejected/part-m-00007.2.ndjson",
            "rejected/part-m-00007.ndjson");
    JobManifest sum = JobManifest.read(new JobContextImpl(attempt.conf, new JobID("17", 42)), "");
    assertThat(sum.sum(LoadCounter.GIVEN)).isEqualTo(3);
    assertThat(sum.sum(LoadCounter.REJECTED)).isEqualTo(2);
  }

  @Test
  void one_writer_after_the_other_keeps_both_halves_as_well() throws Exception {
    for (int i = 0; i < 2; i++) {
      RecordWriter<Text, Text> writer = attempt.writer(elasticsearch);
      writer.write(KEY, BAD);
      writer.close(attempt.context);
    }
    attempt.commit();

    assertThat(attempt.files())
        .contains("rejected/part-m-00007.ndjson", "rejected/part-m-00007.2.ndjson");
  }

  @Test
  void both_halves_of_an_attempt_that_fails_are_kept_in_one_file() throws Exception {
    writeTwice(attempt);
    attempt.committer().abortTask(attempt.context);

    assertThat(attempt.files()).containsExactly("failed/attempt_17_0042_m_000007_0.ndjson");
    assertThat(attempt.content("failed/attempt_17_0042_m_000007_0.ndjson").lines()).hasSize(2);
  }

  @Test
  void a_later_attempt_with_one_writer_leaves_nothing_of_an_earlier_second_one() throws Exception {
    writeTwice(attempt);
    attempt.commit();
    Attempt later = Attempt.second(directory);
    later.load(elasticsearch, "{\"a\":1}");
    later.commit();

    assertThat(later.files()).containsExactly("manifests/part-m-00007.json");
  }
}
