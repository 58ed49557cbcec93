package dev.sluice.mapreduce.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.BulkException;
import dev.sluice.mapreduce.Attempt;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.testing.FakeElasticsearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class IndexOutputCommitterTest {

  private static final String GOOD = "{\"a\":1}";
  private static final String BAD = "{\"a\":\"bad\"}";
  private static final String REJECTED = "rejected/part-m-00007.ndjson";
  private static final String MANIFEST = "manifests/part-m-00007.json";

  @TempDir Path temp;

  private final FakeElasticsearch elasticsearch = new FakeElasticsearch();

  private Path directory() {
    return temp.resolve("job");
  }

  private Attempt tolerant() {
    return Attempt.first(directory(), "sluice.errors.max", "1");
  }

  @Test
  void a_job_without_rejected_documents_leaves_its_ledgers_and_no_other_file() throws Exception {
    Attempt attempt = Attempt.first(directory());

    attempt.committer().setupJob(attempt.context);
    attempt.load(elasticsearch, GOOD, GOOD);
    attempt.commit();
    attempt.committer().commitJob(attempt.context);

    assertThat(attempt.files()).containsExactly("_SUCCESS", MANIFEST);
    assertThat(attempt.content(MANIFEST))
        .startsWith(
            "{\"attempt\":\"attempt_17_0042_m_000007_0\",\"index\":\"pages\",\"given\":2,"
                + "\"indexed\":2,\"deleted\":0,\"already_there\":0,\"rejected\":0,\"resent\":0,"
                + "\"bulk_requests\":1,\"bulk_bytes\":");
    assertThat(attempt.index.calls).containsExactly("refresh");
  }

  @Test
  void rejected_documents_are_published_when_the_task_is_committed_and_not_before()
      throws Exception {
    Attempt attempt = tolerant();

    attempt.load(elasticsearch, GOOD, BAD);
    assertThat(attempt.files()).noneMatch(file -> file.startsWith("rejected"));
    attempt.commit();

    assertThat(attempt.files()).containsExactly(MANIFEST, REJECTED);
    assertThat(attempt.content(REJECTED))
        .isEqualTo(
            "{\"_index\":\"pages\",\"_id\":\"k1\",\"op\":\"index\",\"error\":{\"type\":"
                + "\"document_parsing_exception\",\"reason\":\"no such\"},\"task\":"
                + "\"attempt_17_0042_m_000007_0\",\"time\":\"2026-01-01T00:00:00Z\",\"_source\":"
                + "{\"a\":\"bad\"}}\n");
  }

  @Test
  void a_failed_attempt_leaves_its_rejected_documents_to_people() throws Exception {
    Attempt attempt = Attempt.first(directory());
    assertThatThrownBy(() -> attempt.load(elasticsearch, BAD)).isInstanceOf(BulkException.class);

    attempt.committer().abortTask(attempt.context);

    assertThat(attempt.files()).containsExactly("failed/attempt_17_0042_m_000007_0.ndjson");
  }

  @Test
  void an_attempt_that_failed_beside_its_writer_leaves_its_counts() throws Exception {
    Attempt aborted = Attempt.first(directory());
    aborted.load(elasticsearch, GOOD, GOOD);
    aborted.committer().abortTask(aborted.context);
    assertThat(aborted.content("attempts/attempt_17_0042_m_000007_0.json"))
        .contains("\"indexed\":2,");

    Attempt left = Attempt.second(directory());
    left.load(elasticsearch, GOOD);
    left.committer().abortJob(left.context, JobStatus.State.FAILED);
    assertThat(left.content("attempts/attempt_17_0042_m_000007_1.json")).contains("\"indexed\":1,");
  }

  @Test
  void rejected_documents_of_an_attempt_that_nobody_aborted_are_published_when_the_job_is()
      throws Exception {
    Attempt attempt = Attempt.first(directory());
    assertThatThrownBy(() -> attempt.load(elasticsearch, BAD)).isInstanceOf(BulkException.class);

    attempt.committer().abortJob(attempt.context, JobStatus.State.FAILED);

    assertThat(attempt.files())
        .containsExactly("failed/attempt_17_0042_m_000007_0.ndjson", REJECTED);
    assertThat(attempt.content(REJECTED))
        .startsWith("{\"job\":\"failed\",\"_index\":\"pages\",\"_id\":\"k0\",\"op\":\"index\",")
        .endsWith("\"_source\":{\"a\":\"bad\"}}\n");
  }

  @Test
  void of_each_uncommitted_task_of_a_failed_job_the_last_attempt_is_published_alone()
      throws Exception {
    Attempt first = Attempt.first(directory());
    assertThatThrownBy(() -> first.load(elasticsearch, GOOD, BAD))
        .isInstanceOf(BulkException.class);
    first.committer().abortTask(first.context);
    Attempt second = Attempt.second(directory());
    assertThatThrownBy(() -> second.load(elasticsearch, BAD)).isInstanceOf(BulkException.class);
    second.committer().abortTask(second.context);

    second.committer().abortJob(second.context, JobStatus.State.FAILED);

    assertThat(second.content(REJECTED).lines())
        .singleElement()
        .asString()
        .contains("\"_id\":\"k0\"", "attempt_17_0042_m_000007_1");
  }

  @Test
  void aborting_a_job_again_comes_to_the_same() throws Exception {
    Attempt attempt = Attempt.first(directory());
    assertThatThrownBy(() -> attempt.load(elasticsearch, BAD)).isInstanceOf(BulkException.class);
    attempt.committer().abortJob(attempt.context, JobStatus.State.FAILED);
    List<String> files = attempt.files();
    String content = attempt.content(REJECTED);

    attempt.committer().abortJob(attempt.context, JobStatus.State.KILLED);

    assertThat(attempt.files()).isEqualTo(files);
    assertThat(attempt.content(REJECTED)).isEqualTo(content);
  }

  @Test
  void what_a_committed_task_had_rejected_stays_as_it_is_when_its_job_fails() throws Exception {
    Attempt first = Attempt.first(directory());
    assertThatThrownBy(() -> first.load(elasticsearch, BAD, BAD)).isInstanceOf(BulkException.class);
    first.committer().abortTask(first.context);
    Attempt second = Attempt.second(directory());
    second.conf.set("sluice.errors.max", "1");
    second.load(elasticsearch, GOOD, BAD);
    second.commit();
    String content = second.content(REJECTED);

    second.committer().abortJob(second.context, JobStatus.State.FAILED);

    assertThat(second.content(REJECTED)).isEqualTo(content).doesNotContain("\"job\"");
  }

  @Test
  void a_commit_that_was_cut_short_between_its_files_loses_no_rejected_document() throws Exception {
    Attempt ledgerFirst = tolerant();
    ledgerFirst.load(elasticsearch, GOOD, BAD);
    ledgerFirst.commit();
    Path published = directory().resolve(REJECTED);
    Path attempt = directory().resolve("failed/attempt_17_0042_m_000007_0.ndjson");
    Files.createDirectories(attempt.getParent());
    Files.move(published, attempt);

    ledgerFirst.committer().abortJob(ledgerFirst.context, JobStatus.State.FAILED);

    assertThat(ledgerFirst.content(REJECTED)).startsWith("{\"job\":\"failed\",").contains("\"k1\"");
    Files.delete(directory().resolve(MANIFEST));
    Files.move(attempt, published, StandardCopyOption.REPLACE_EXISTING);
    Files.delete(published.resolveSibling("." + published.getFileName() + ".crc"));

    ledgerFirst.committer().abortJob(ledgerFirst.context, JobStatus.State.FAILED);

    assertThat(ledgerFirst.content(REJECTED)).startsWith("{\"job\":\"failed\",").contains("\"k1\"");
    assertThat(attempt).exists();
  }

  @Test
  void of_two_writers_whose_commit_was_cut_short_no_rejected_document_is_lost() throws Exception {
    Attempt attempt = tolerant();
    String task = "\"op\":\"index\",\"task\":\"attempt_17_0042_m_000007_0\",\"_source\":{}}\n";
    Path kept = directory().resolve("failed/attempt_17_0042_m_000007_0.ndjson");
    Path half = directory().resolve("rejected/part-m-00007.2.ndjson");
    Files.createDirectories(kept.getParent());
    Files.createDirectories(half.getParent());
    Files.writeString(kept, "{\"_index\":\"i\",\"_id\":\"k1\"," + task);
    Files.writeString(half, "{\"_index\":\"i\",\"_id\":\"k2\"," + task);

    attempt.committer().abortJob(attempt.context, JobStatus.State.FAILED);

    assertThat(attempt.content(REJECTED)).contains("\"k1\"", "\"k2\"");
    assertThat(half).doesNotExist();
  }

  @Test
  void of_lines_on_one_document_the_last_is_published_and_torn_lines_are_left_out()
      throws Exception {
    Attempt attempt = Attempt.first(directory());
    Files.createDirectories(directory().resolve("failed"));
    Files.writeString(
        directory().resolve("failed/attempt_17_0042_m_000003_1.ndjson"),
        envelope("a", "r", 1) + envelope("a", "s", 2) + envelope("a", "r", 3) + "{\"_index\":\"pa");
    Files.writeString(
        directory().resolve("failed/attempt_17_0042_m_000004_0.ndjson"),
        envelope("b", "r", 4) + "{\"_index\":\"i\",\"op\":\"index\"}\n" + envelope("a", "s", 5));

    attempt.committer().abortJob(attempt.context, JobStatus.State.FAILED);

    assertThat(attempt.content("rejected/part-m-00003.ndjson"))
        .isEqualTo(envelope("a", "r", 3).replace("{\"_index", "{\"job\":\"failed\",\"_index"));
    assertThat(attempt.content("rejected/part-m-00004.ndjson").lines()).hasSize(3);
  }

  private static String envelope(String id, String routing, int number) {
    return "{\"_index\":\"i\",\"_id\":\"%s\",\"_routing\":\"%s\",\"_source\":{\"n\":%d}}\n"
        .formatted(id, routing, number);
  }

  @Test
  void a_job_that_succeeds_says_so_whatever_the_configuration_says() throws Exception {
    Attempt attempt =
        Attempt.first(directory(), "mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");

    attempt.load(elasticsearch, GOOD);
    attempt.commit();
    attempt.committer().commitJob(attempt.context);

    assertThat(attempt.files()).contains("_SUCCESS");
  }

  @Test
  void a_second_attempt_publishes_its_own_files_in_place_of_the_firsts() throws Exception {
    Attempt first = tolerant();
    first.load(elasticsearch, GOOD, BAD);
    first.commit(); // and then the news of it is lost
    Attempt second = Attempt.second(directory());

    second.load(elasticsearch, GOOD);
    second.commit();
    second.committer().commitJob(second.context);

    assertThat(second.files()).containsExactly("_SUCCESS", MANIFEST);
    assertThat(second.content(MANIFEST)).contains("_000007_1").contains("\"given\":1,");
  }

  @Test
  void a_second_attempt_after_a_failed_one_commits() throws Exception {
    Attempt first = Attempt.first(directory());
    assertThatThrownBy(() -> first.load(elasticsearch, BAD)).isInstanceOf(BulkException.class);
    first.committer().abortTask(first.context);
    Attempt second = Attempt.second(directory());

    second.load(elasticsearch, GOOD);
    second.commit();

    assertThat(second.files())
        .containsExactly("failed/attempt_17_0042_m_000007_0.ndjson", MANIFEST);
  }

  @Test
  void the_job_is_judged_by_the_sum_of_its_tasks() throws Exception {
    Attempt attempt = tolerant();
    attempt.load(elasticsearch, GOOD, BAD);
    attempt.commit();
    attempt.conf.set("sluice.errors.max", "40%");

    assertThatThrownBy(() -> attempt.committer().commitJob(attempt.context))
        .isInstanceOf(BulkException.class)
        .hasMessage(
            "1 of 2 documents were rejected, over the limit sluice.errors.max = 40%; they are in"
                + " file:"
                + directory()
                + "/rejected, each with its error: fix the mapping or the input and replay them,"
                + " or raise sluice.errors.max");
    attempt.committer().abortJob(attempt.context, JobStatus.State.FAILED);
    assertThat(attempt.files()).containsExactly(MANIFEST, REJECTED);
  }

  @Test
  void committing_a_job_again_comes_to_the_same() throws Exception {
    Attempt attempt = tolerant();
    attempt.load(elasticsearch, GOOD, BAD);
    attempt.commit();

    attempt.committer().commitJob(attempt.context);
    attempt.committer().commitJob(attempt.context);

    assertThat(attempt.committer().isCommitJobRepeatable(attempt.context)).isTrue();
    assertThat(attempt.files()).containsExactly("_SUCCESS", MANIFEST, REJECTED);
  }

  @Test
  void a_committed_task_can_be_recovered_by_a_later_application_master() throws Exception {
    Attempt attempt = Attempt.first(directory());
    attempt.load(elasticsearch, GOOD);
    attempt.commit();

    attempt.conf.setInt("mapreduce.job.application.attempt.id", 2);
    assertThat(attempt.committer().isRecoverySupported(attempt.context)).isTrue();
    attempt.committer().setupJob(attempt.context);
    attempt.committer().recoverTask(attempt.context);
    attempt.committer().commitJob(attempt.context);

    assertThat(attempt.files()).containsExactly("_SUCCESS", MANIFEST);
  }

  @Test
  void an_attempt_that_wrote_nothing_has_nothing_to_commit() throws Exception {
    Attempt attempt = Attempt.first(directory());

    assertThat(attempt.committer().needsTaskCommit(attempt.context)).isFalse();
  }

  @Test
  void the_index_is_created_only_where_the_plan_says_so() throws Exception {
    Attempt existing = Attempt.first(directory());
    Attempt missing = Attempt.first(temp.resolve("other"));
    IndexPlan.creating("pages", Optional.empty()).store(missing.conf);

    existing.committer().setupJob(existing.context);
    missing.committer().setupJob(missing.context);

    assertThat(existing.index.calls).isEmpty();
    assertThat(missing.index.calls).startsWith("create");
  }

  @Test
  void a_refresh_that_is_refused_does_not_fail_the_job() throws Exception {
    Attempt attempt = Attempt.first(directory());
    attempt.load(elasticsearch, GOOD);
    attempt.commit();
    attempt.index.refuse("refresh");

    assertThatCode(() -> attempt.committer().commitJob(attempt.context)).doesNotThrowAnyException();
  }

  @Test
  void a_manifest_that_cannot_be_read_fails_the_job_by_name() throws Exception {
    Attempt attempt = Attempt.first(directory());
    attempt.load(elasticsearch, GOOD);
    attempt.commit();
    try (var out =
        new org.apache.hadoop.fs.Path(directory().resolve(MANIFEST).toUri())
            .getFileSystem(attempt.conf)
            .create(new org.apache.hadoop.fs.Path(directory().resolve(MANIFEST).toUri()), true)) {
      out.writeBytes("{\"given\":1");
    }

    assertThatThrownBy(() -> attempt.committer().commitJob(attempt.context))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageStartingWith("reading file:" + directory() + "/" + MANIFEST);
  }

  @Test
  void the_indices_that_were_written_are_refreshed_and_no_others() throws Exception {
    Attempt attempt = Attempt.first(directory(), "sluice.index", "pages-{tag}");

    attempt.load(elasticsearch, "{\"tag\":\"b\"}", "{\"tag\":\"a\"}", "{\"tag\":\"b\"}");
    attempt.commit();
    attempt.committer().commitJob(attempt.context);

    assertThat(attempt.content(MANIFEST)).contains("\"indices\":\"pages-a,pages-b\"");
    assertThat(attempt.index.calls).containsExactly("refresh [pages-a, pages-b]");
  }

  @Test
  void nothing_is_refreshed_where_that_is_not_wanted() throws Exception {
    Attempt attempt = Attempt.first(directory(), "sluice.commit.refresh", "false");

    attempt.load(elasticsearch, GOOD);
    attempt.commit();
    attempt.committer().commitJob(attempt.context);

    assertThat(attempt.index.calls).isEmpty();
  }

  @Test
  void rejected_documents_are_kept_and_told_to_an_index_of_their_own() throws Exception {
    Attempt attempt =
        Attempt.first(
            directory(),
            "sluice.errors.max",
            "100%",
            "sluice.errors.index",
            "errors",
            "sluice.id",
            "field:id");

    attempt.load(elasticsearch, "{\"x\":1}", "{\"id\":\"7\"}", "{\"x\":1}");
    attempt.commit();

    assertThat(attempt.content(REJECTED).lines()).hasSize(2);
    assertThat(elasticsearch.lines())
        .filteredOn(line -> line.startsWith("{\"index\":{\"_index\":\"errors\""))
        .hasSize(2)
        .doesNotHaveDuplicates();
    assertThat(elasticsearch.lines())
        .filteredOn(line -> line.contains("\"type\":\"serialization_failure\""))
        .hasSize(2);
    assertThat(attempt.content(MANIFEST)).contains("\"given\":3,");
  }

  @Test
  void an_event_that_is_rejected_itself_fails_nothing() throws Exception {
    Attempt attempt =
        Attempt.first(directory(), "sluice.errors.max", "1", "sluice.errors.index", "errors");

    attempt.load(elasticsearch, BAD);
    attempt.commit();

    assertThat(attempt.content(REJECTED).lines()).hasSize(1);
  }

  @Test
  void a_record_that_makes_no_document_may_fail_the_task() throws IOException {
    Attempt attempt =
        Attempt.first(
            directory(),
            "sluice.errors.max",
            "100%",
            "sluice.errors.records",
            "fail",
            "sluice.id",
            "field:id");

    RecordWriter<Text, Text> writer = attempt.writer(elasticsearch);

    assertThatThrownBy(() -> writer.write(new Text("k"), new Text("{\"x\":1}")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot convert a record to a document: sluice_bad_id");
    assertThatThrownBy(() -> writer.close(attempt.context)).isInstanceOf(IOException.class);
  }
}
