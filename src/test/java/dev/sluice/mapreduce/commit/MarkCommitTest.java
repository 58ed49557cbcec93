package dev.sluice.mapreduce.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.mapreduce.Attempt;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.since.MarkOutcome;
import dev.sluice.mapreduce.since.PlannedMark;
import dev.sluice.mapreduce.since.SinceMark;
import dev.sluice.testing.FakeElasticsearch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.mapreduce.JobStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When a committer stores the mark of a job, against a fake of the index. */
@Timeout(60)
class MarkCommitTest {

  private static final String STORED =
      "{\"since\":{\"table\":{\"t ${x}\":{\"to\":7,\"at\":\"2026-01-01T00:00:00Z\"}}}}";

  @TempDir Path temp;

  private final FakeElasticsearch elasticsearch = new FakeElasticsearch();

  private Attempt attempt(String... keysAndValues) {
    Attempt attempt = Attempt.first(temp.resolve("job"), keysAndValues);
    IndexPlan.existing("pages", "pages").store(attempt.conf);
    PlannedMark.store(
        SinceMark.of("table", "t ${x}", "{\"to\":7}", 1_767_225_600_123L), attempt.conf);
    return attempt;
  }

  private void run(Attempt attempt) throws IOException, InterruptedException {
    attempt.committer().setupJob(attempt.context);
    attempt.load(elasticsearch, "{}", "{}");
    attempt.commit();
    attempt.committer().commitJob(attempt.context);
  }

  private Optional<MarkOutcome> outcome(Attempt attempt) throws IOException {
    return MarkOutcome.in(JobDirectory.of(attempt.context), attempt.conf);
  }

  @Test
  void a_job_that_succeeds_stores_its_mark_also_if_it_commits_twice() throws Exception {
    Attempt attempt = attempt();

    run(attempt);
    attempt.committer().commitJob(attempt.context);

    assertThat(attempt.index.meta.get("sluice")).contains(STORED);
    assertThat(outcome(attempt).map(MarkOutcome::isStored)).contains(true);
  }

  @Test
  void a_job_that_fails_stores_no_mark() throws Exception {
    Attempt attempt = attempt();
    attempt.committer().setupJob(attempt.context);

    attempt.committer().abortJob(attempt.context, JobStatus.State.FAILED);

    assertThat(attempt.index.meta.names()).isEmpty();
    assertThat(outcome(attempt)).isEmpty();
  }

  @Test
  void a_dry_run_stores_no_mark() throws Exception {
    Attempt attempt = attempt("sluice.dry-run", "true");

    run(attempt);

    assertThat(attempt.index.meta.names()).isEmpty();
    assertThat(outcome(attempt)).isEmpty();
  }

  @Test
  void a_job_that_loses_documents_stores_no_mark() throws Exception {
    Attempt attempt = attempt("sluice.id.unique", "true");

    assertThatThrownBy(() -> run(attempt)).isInstanceOf(IOException.class);

    assertThat(attempt.index.meta.names()).isEmpty();
  }

  @Test
  void without_the_privilege_to_change_the_mapping_the_job_succeeds_and_says_so() throws Exception {
    Attempt attempt = attempt();
    attempt.index.refuse("mark");

    run(attempt);

    assertThat(outcome(attempt).get().isStored()).isFalse();
    assertThat(outcome(attempt).get().reason())
        .startsWith("the credentials lack the privilege \"manage\" on the index");
  }

  @Test
  void rejected_documents_keep_the_mark_where_it_is_unless_they_are_accepted() throws Exception {
    Attempt rejecting = attempt("sluice.errors.max", "5");
    rejecting.committer().setupJob(rejecting.context);
    rejecting.load(elasticsearch, "{}", "no JSON");
    rejecting.commit();

    rejecting.committer().commitJob(rejecting.context);

    assertThat(rejecting.index.meta.names()).isEmpty();
    assertThat(outcome(rejecting).get().reason())
        .isEqualTo(
            "1 documents were rejected. The next run reads them again; to go on without them, set"
                + " sluice.since.accept-rejected=true");

    rejecting.conf.set("sluice.since.accept-rejected", "true");
    rejecting.committer().commitJob(rejecting.context);

    assertThat(rejecting.index.meta.get("sluice")).contains(STORED);
  }
}
