package dev.sluice.mapreduce.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.BulkException;
import dev.sluice.client.http.ElasticsearchException;
import dev.sluice.client.index.IndexMeta;
import dev.sluice.io.LoadCounter;
import dev.sluice.mapreduce.Attempt;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.JobManifest;
import dev.sluice.mapreduce.job.WrittenIndices;
import dev.sluice.testing.FakeElasticsearch;
import dev.sluice.testing.HaltingIndex;
import dev.sluice.testing.ManualTicker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.mapreduce.JobStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a committer does to the index around a load, against a fake of it. */
@Timeout(60)
class LoadModeTest {

  private static final String[] BULK = {
    "sluice.index.load-mode", "bulk", "sluice.id.unique", "true", "sluice.index.alias", "live"
  };

  private static final Map<String, String> BEFORE =
      Map.of("index.number_of_replicas", "2", "index.refresh_interval", "30s");

  private static final IndexMeta OTHERS = IndexMeta.none().with("theirs", "{\"x\":1}");

  @TempDir Path temp;

  private final FakeElasticsearch elasticsearch = new FakeElasticsearch();

  private Attempt attempt(String... keysAndValues) {
    Attempt attempt = Attempt.first(temp.resolve("job"), keysAndValues);
    IndexPlan.existing("pages", "pages").store(attempt.conf);
    attempt.index.settings.clear();
    attempt.index.settings.putAll(BEFORE);
    attempt.index.meta = OTHERS;
    return attempt;
  }

  private void loaded(Attempt attempt) throws IOException, InterruptedException {
    attempt.load(elasticsearch, "{}", "{}");
    attempt.commit();
    attempt.index.count = 2;
  }

  @Test
  void the_index_is_marked_before_it_is_changed_and_until_it_is_put_back() throws Exception {
    Attempt attempt = attempt(BULK);

    attempt.committer().setupJob(attempt.context);

    assertThat(attempt.index.settings)
        .isEqualTo(
            Map.of(
                "index.refresh_interval", "-1",
                "index.auto_expand_replicas", "false",
                "index.number_of_replicas", "0",
                "index.translog.durability", "async",
                "index.merge.scheduler.auto_throttle", "false"));
    assertThat(attempt.index.meta.get("sluice"))
        .contains(
            "{\"job\":\"job_17_0042\",\"settings\":{\"index.refresh_interval\":\"30s\","
                + "\"index.auto_expand_replicas\":null,\"index.number_of_replicas\":\"2\","
                + "\"index.translog.durability\":null,"
                + "\"index.merge.scheduler.auto_throttle\":null}}");
    assertThat(attempt.index.meta.get("theirs")).contains("{\"x\":1}");
    assertThat(attempt.index.calls)
        .containsExactly(
            "state", "refresh", "count", "green", "terms", "state", "mark", "state", "change");
  }

  @Test
  void a_job_that_succeeds_checks_restores_waits_and_moves_the_alias_in_this_order()
      throws Exception {
    Attempt attempt = attempt(BULK);
    attempt.conf.set("sluice.commit.force-merge", "1");
    attempt.committer().setupJob(attempt.context);
    loaded(attempt);
    attempt.index.calls.clear();

    attempt.committer().commitJob(attempt.context);

    assertThat(attempt.index.calls)
        .containsExactly(
            "state",
            "flush",
            "terms",
            "refresh",
            "count",
            "merge",
            "state",
            "change",
            "state",
            "mark",
            "state",
            "await green",
            "alias");
    assertThat(attempt.index.settings).isEqualTo(BEFORE);
    assertThat(attempt.index.meta).isEqualTo(OTHERS);
    assertThat(attempt.index.alias).isEqualTo("live");
  }

  @Test
  void a_job_that_fails_restores_and_leaves_the_alias() throws Exception {
    Attempt attempt = attempt(BULK);
    attempt.committer().setupJob(attempt.context);

    attempt.committer().abortJob(attempt.context, JobStatus.State.FAILED);

    assertThat(attempt.index.settings).isEqualTo(BEFORE);
    assertThat(attempt.index.meta).isEqualTo(OTHERS);
    assertThat(attempt.index.alias).isEmpty();
  }

  @Test
  void outside_of_load_mode_nothing_of_the_index_is_changed() throws Exception {
    Attempt attempt = attempt();

    attempt.committer().setupJob(attempt.context);
    loaded(attempt);
    attempt.committer().commitJob(attempt.context);

    assertThat(attempt.index.calls)
        .containsExactly("state", "refresh", "count", "state", "refresh", "count");
    assertThat(attempt.index.settings).isEqualTo(BEFORE);
  }

  @Test
  void an_index_that_another_job_has_in_load_mode_is_refused_and_left_alone() throws Exception {
    Attempt attempt = attempt(BULK);
    IndexMeta marked = OTHERS.with("sluice", LoadModeMarker.of("job_1_0001", Map.of()).toJson());
    attempt.index.meta = marked;

    assertThatThrownBy(() -> attempt.committer().setupJob(attempt.context))
        .isInstanceOf(BulkException.class)
        .hasMessage(
            "index pages is in load mode for job job_1_0001 (its mapping's _meta.sluice): wait"
                + " until that job ends. If it was killed with SIGKILL, restore the settings"
                + " with: sluice restore --index pages");
    attempt.committer().abortJob(attempt.context, JobStatus.State.FAILED);

    assertThat(attempt.index.meta).isEqualTo(marked);
    assertThat(attempt.index.settings).isEqualTo(BEFORE);
  }

  @Test
  void a_job_that_resumes_another_takes_over_its_load_mode_and_the_settings_before_it()
      throws Exception {
    Attempt killed = attempt(BULK);
    killed.committer().setupJob(killed.context);
    IndexPreparation next =
        new IndexPreparation(
            killed.index,
            IndexPlan.existing("pages", "pages"),
            LoadOptions.of(killed.context),
            "job_17_0043",
            CommitCheckpoint.of(killed.context));
    assertThatThrownBy(next::run).hasMessageContaining("load mode for job job_17_0042");

    next.resuming(Set.of("job_17_0042")).run();

    assertThat(killed.index.meta.get("sluice").orElseThrow())
        .startsWith("{\"job\":\"job_17_0043\",")
        .contains("\"index.number_of_replicas\":\"2\"");
    assertThat(killed.index.settings).containsEntry("index.number_of_replicas", "0");
  }

  @Test
  void an_index_that_was_created_again_since_the_first_job_is_not_resumed() throws Exception {
    Attempt killed = attempt();
    killed.committer().setupJob(killed.context);
    killed.index.uuid = "another";

    IndexPreparation next =
        new IndexPreparation(
                killed.index,
                IndexPlan.existing("pages", "pages"),
                LoadOptions.of(killed.context),
                "job_17_0043",
                CommitCheckpoint.of(killed.context))
            .resuming(Set.of("job_17_0042"));

    assertThatThrownBy(next::run).hasMessageContaining("was deleted and created again");
  }

  @Test
  void an_index_with_documents_is_refused_unless_forced() throws Exception {
    Attempt refused = attempt(BULK);
    refused.index.count = 7;
    Attempt forced = attempt(BULK);
    forced.conf.set("sluice.index.load-mode.force", "true");
    forced.index.count = 7;

    assertThatThrownBy(() -> refused.committer().setupJob(refused.context))
        .hasMessage(
            "sluice.index.load-mode is bulk, but index pages contains documents, which would have"
                + " no replicas during the load: load into a new index, remove the key, or set"
                + " sluice.index.load-mode.force=true");
    forced.committer().setupJob(forced.context);

    assertThat(refused.index.settings).isEqualTo(BEFORE);
    assertThat(forced.index.settings).containsEntry("index.number_of_replicas", "0");
  }

  @Test
  void a_primary_that_was_lost_meanwhile_fails_the_job_for_documents_may_be_gone()
      throws Exception {
    Attempt attempt = attempt(BULK);
    attempt.committer().setupJob(attempt.context);
    loaded(attempt);
    attempt.index.terms = List.of(1L, 2L);

    assertThatThrownBy(() -> attempt.committer().commitJob(attempt.context))
        .isInstanceOf(BulkException.class)
        .hasMessage(
            "shard 1 of index pages lost its primary while the job ran (primary term 1, now 2),"
                + " and writes were acknowledged before they reached the disk: documents may be"
                + " lost. Load again into a new index. With sluice.index.load-mode=normal, nodes"
                + " can restart during a load");
    attempt.committer().abortJob(attempt.context, JobStatus.State.FAILED);

    assertThat(attempt.index.settings).isEqualTo(BEFORE);
    assertThat(attempt.index.alias).isEmpty();
  }

  @Test
  void primaries_of_an_index_that_syncs_each_write_may_come_and_go() throws Exception {
    Attempt attempt = attempt();
    attempt.committer().setupJob(attempt.context);
    loaded(attempt);
    attempt.index.terms = List.of(1L, 2L);

    assertThatCode(() -> attempt.committer().commitJob(attempt.context)).doesNotThrowAnyException();
  }

  @Test
  void primaries_of_an_index_that_is_async_by_itself_are_watched() throws Exception {
    Attempt attempt = attempt();
    attempt.index.settings.put("index.translog.durability", "async");
    attempt.committer().setupJob(attempt.context);
    loaded(attempt);
    attempt.index.terms = List.of(2L, 1L);

    assertThatThrownBy(() -> attempt.committer().commitJob(attempt.context))
        .hasMessageStartingWith("shard 0 of index pages lost its primary");
  }

  @Test
  void another_index_of_the_same_name_fails_the_job() throws Exception {
    Attempt attempt = attempt();
    attempt.committer().setupJob(attempt.context);
    loaded(attempt);
    attempt.index.uuid = "u2";

    assertThatThrownBy(() -> attempt.committer().commitJob(attempt.context))
        .isInstanceOf(BulkException.class)
        .hasMessage(
            "index pages was deleted and recreated while the job ran (its uuid was u1, now u2):"
                + " documents written before are lost. Delete the index and load again");
  }

  @Test
  void an_index_that_is_gone_fails_the_job() throws Exception {
    Attempt attempt = attempt(BULK);
    attempt.committer().setupJob(attempt.context);
    loaded(attempt);
    attempt.index.there = false;

    assertThatThrownBy(() -> attempt.committer().commitJob(attempt.context))
        .hasMessage("index pages was deleted with its documents while the job ran: load again");
    attempt.committer().abortJob(attempt.context, JobStatus.State.FAILED);
  }

  @Test
  void fewer_documents_than_the_ledgers_say_fail_the_job_where_ids_are_unique() throws Exception {
    Attempt attempt = attempt("sluice.id.unique", "true");
    attempt.committer().setupJob(attempt.context);
    loaded(attempt);
    attempt.index.count = 1;

    assertThatThrownBy(() -> attempt.committer().commitJob(attempt.context))
        .isInstanceOf(BulkException.class)
        .hasMessage(
            "index pages holds 1 documents, but the task records show 2: 1 were deleted during"
                + " the job or share an id with another document. Load again, or set"
                + " sluice.id.unique=false if ids repeat");
  }

  @Test
  void more_documents_than_the_ledgers_say_fail_the_job_where_ids_are_unique() throws Exception {
    Attempt attempt = attempt("sluice.id.unique", "true");
    attempt.committer().setupJob(attempt.context);
    loaded(attempt);
    attempt.index.count = 5;

    assertThatThrownBy(() -> attempt.committer().commitJob(attempt.context))
        .hasMessageContaining("holds 5 documents, but the task records show 2")
        .hasMessageContaining("3 were written by another client");
  }

  @Test
  void documents_of_unknown_outcome_may_or_may_not_be_among_those_counted() throws Exception {
    CommitCheck strict = new CommitCheck(record(true, true));
    JobManifest ledgers = JobManifest.of(Map.of(LoadCounter.INDEXED, 8L, LoadCounter.UNKNOWN, 2L));

    assertThat(strict.judge(8, ledgers)).isEmpty();
    assertThat(strict.judge(10, ledgers)).isEmpty();
    assertThat(strict.judge(7, ledgers).get())
        .contains("the task records show 8, and up to 2 more with unknown outcome: 1 were deleted");
    assertThat(strict.judge(11, ledgers).get()).contains("1 were written by another client");
  }

  @Test
  void documents_that_were_left_as_they_were_may_or_may_not_be_among_those_counted()
      throws Exception {
    CommitCheck strict = new CommitCheck(record(true, true));
    JobManifest ledgers = JobManifest.of(Map.of(LoadCounter.INDEXED, 8L, LoadCounter.NOOP, 2L));

    assertThat(strict.judge(8, ledgers)).isEmpty();
    assertThat(strict.judge(10, ledgers)).isEmpty();
    assertThat(strict.judge(7, ledgers).get())
        .contains("the task records show 8, and up to 2 more with the result noop: 1 were deleted");
    assertThat(strict.judge(11, ledgers).get()).contains("1 were written by another client");
    assertThat(strict.report(10, ledgers)).doesNotContain("another client");
  }

  @Test
  void documents_that_a_script_deleted_are_reported_and_not_missed() throws Exception {
    CommitCheck strict = new CommitCheck(record(true, true));
    JobManifest ledgers = JobManifest.of(Map.of(LoadCounter.INDEXED, 8L, LoadCounter.DELETED, 2L));

    assertThat(strict.judge(6, ledgers)).isEmpty();
    assertThat(strict.report(6, ledgers))
        .isEqualTo("Index pages holds 6 documents; the job wrote 8 and deleted 2");
  }

  @Test
  void where_documents_need_not_add_up_their_number_is_only_reported() throws Exception {
    CommitCheck bound = new CommitCheck(record(true, false));
    CommitCheck open = new CommitCheck(record(false, false));
    JobManifest ledgers =
        JobManifest.of(Map.of(LoadCounter.INDEXED, 8L, LoadCounter.ALREADY_THERE, 2L));

    assertThat(bound.judge(3, ledgers)).isEmpty();
    assertThat(bound.replaced(3, ledgers, "Ids repeat").get())
        .endsWith("but the job wrote 10: 7 replaced another with the same id. Ids repeat");
    assertThat(bound.replaced(10, ledgers, "Ids repeat")).isEmpty();
    assertThat(open.replaced(3, ledgers, "Ids repeat")).isEmpty();
    assertThat(bound.replaced(3, ledgers, "")).isEmpty();
    assertThat(bound.report(3, ledgers))
        .isEqualTo("Index pages holds 3 documents; the job wrote 10");
    assertThat(bound.report(11, ledgers))
        .isEqualTo(
            "Index pages holds 11 documents; the job wrote 10. The index was empty before the"
                + " job: another client has written to it, too");
    assertThat(open.judge(1_000, ledgers)).isEmpty();
    assertThat(open.report(1_000, ledgers))
        .isEqualTo("Index pages holds 1000 documents; the job wrote 10");
  }

  @Test
  void where_documents_went_to_other_indices_too_their_number_is_only_reported() throws Exception {
    CommitCheck strict = new CommitCheck(record(true, true));
    JobManifest ledgers = JobManifest.of(Map.of(LoadCounter.INDEXED, 8L));

    assertThat(strict.judge(3, ledgers.with(WrittenIndices.parse("pages")))).isPresent();
    assertThat(strict.judge(3, ledgers.with(WrittenIndices.parse("pages,others")))).isEmpty();
    assertThat(strict.judge(3, ledgers.with(WrittenIndices.parse("*")))).isEmpty();
  }

  @Test
  void documents_add_up_only_in_an_empty_index_with_unique_ids_and_no_pipeline() throws Exception {
    assertThat(counted("u")).isTrue();
    assertThat(counted("u", "sluice.pipeline", "p")).isFalse();
    assertThat(counted("u", "sluice.operation", "update")).isFalse();
    assertThat(counted("p")).isFalse();
    assertThat(counted("n")).isFalse();
    assertThat(counted("a")).isFalse();
    assertThat(counted("u", "sluice.id.unique", "false")).isFalse();
  }

  /** With an index that is unremarkable, has a pipeline, is not empty, or was named by an alias. */
  private boolean counted(String kind, String... more) throws IOException {
    Path own = temp.resolve(kind + String.join("-", more));
    Attempt attempt = Attempt.first(own, "sluice.id.unique", "true");
    for (int i = 0; i < more.length; i += 2) {
      attempt.conf.set(more[i], more[i + 1]);
    }
    IndexPlan.existing(kind.equals("a") ? "alias" : "pages", "pages").store(attempt.conf);
    attempt.index.count = kind.equals("n") ? 1 : 0;
    if (kind.equals("p")) {
      attempt.index.settings.put("index.default_pipeline", "p");
    }
    attempt.committer().setupJob(attempt.context);
    return CommitCheckpoint.of(attempt.context).record().orElseThrow().isCounted();
  }

  @Test
  void a_shard_that_was_only_being_made_at_the_start_has_lost_nothing() {
    CommitCheck check =
        new CommitCheck(new IndexBaseline("pages", "u", true, false, true, List.of(0L, 3L)));

    assertThat(check.judge(List.of(1L, 3L))).isEmpty();
    assertThat(check.judge(List.of(2L, 3L))).isPresent();
    assertThat(check.judge(List.of(1L, 4L))).isPresent();
  }

  @Test
  void replicas_that_do_not_come_back_in_time_are_reported_and_fail_nothing() throws Exception {
    Attempt attempt = attempt(BULK);
    attempt.conf.set("sluice.commit.health-timeout", "1ms");
    attempt.index.copiesComeBack = false;
    attempt.index.green = false;
    attempt.committer().setupJob(attempt.context);
    loaded(attempt);

    attempt.committer().commitJob(attempt.context);

    assertThat(attempt.index.calls).contains("await yellow");
    assertThat(attempt.index.alias).isEqualTo("live");
  }

  @Test
  void without_the_privilege_to_read_documents_are_not_counted_and_no_job_fails() throws Exception {
    Attempt attempt = attempt("sluice.id.unique", "true");
    attempt.index.refuse("count");

    attempt.committer().setupJob(attempt.context);
    loaded(attempt);

    assertThatCode(() -> attempt.committer().commitJob(attempt.context)).doesNotThrowAnyException();
  }

  @Test
  void without_the_privilege_to_see_primaries_load_mode_is_refused() throws Exception {
    Attempt attempt = attempt(BULK);
    attempt.index.refuse("terms");

    assertThatThrownBy(() -> attempt.committer().setupJob(attempt.context))
        .isInstanceOf(ElasticsearchException.class);
    assertThat(attempt.index.settings).isEqualTo(BEFORE);
  }

  @Test
  void what_was_found_good_once_is_not_checked_again() throws Exception {
    Attempt attempt = attempt(BULK);
    attempt.committer().setupJob(attempt.context);
    loaded(attempt);
    attempt.committer().commitJob(attempt.context);
    attempt.index.count = 100;
    attempt.index.terms = List.of(9L, 9L);

    assertThatCode(() -> attempt.committer().commitJob(attempt.context)).doesNotThrowAnyException();
  }

  @Test
  void settings_are_put_back_once_and_there_is_nothing_to_put_back_then() throws Exception {
    Attempt attempt = attempt(BULK);
    attempt.committer().setupJob(attempt.context);
    LoadModeRestorer restoration =
        new LoadModeRestorer(attempt.index, ManualTicker.movedBySleepers());

    Optional<LoadModeMarker> first = restoration.run(mark -> true);
    Optional<LoadModeMarker> second = restoration.run(mark -> true);

    assertThat(first.map(LoadModeMarker::job)).contains("job_17_0042");
    assertThat(second).isEmpty();
    assertThat(attempt.index.settings).isEqualTo(BEFORE);
    assertThat(attempt.index.meta).isEqualTo(OTHERS);
  }

  @Test
  void a_mark_that_is_not_ours_is_named_and_not_overwritten() {
    assertThatThrownBy(() -> LoadModeMarker.in(IndexMeta.none().with("sluice", "{\"a\":1}")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("_meta.sluice of the mapping was not written by Sluice");
  }

  /** Every place to halt at: before and after each call, over both phases. */
  static Stream<Arguments> steps() {
    return Stream.concat(
        IntStream.range(0, 18).mapToObj(step -> Arguments.of("setup", step)),
        IntStream.range(0, 26).mapToObj(step -> Arguments.of("commit", step)));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void halted_at_any_step_the_next_application_master_completes_the_job(String phase, int step)
      throws Exception {
    Attempt attempt = attempt(BULK);
    attempt.conf.set("sluice.commit.force-merge", "1");
    halt(attempt, phase, step);

    // The second application master sets up again, whatever the first got done.
    attempt.committer().setupJob(attempt.context);
    if (phase.equals("setup")) {
      loaded(attempt);
    }
    attempt.committer().commitJob(attempt.context);

    assertComplete(attempt);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void halted_at_any_step_the_index_can_be_restored(String phase, int step) throws Exception {
    Attempt attempt = attempt(BULK);
    attempt.conf.set("sluice.commit.force-merge", "1");
    halt(attempt, phase, step);

    new LoadModeRestorer(attempt.index, ManualTicker.movedBySleepers()).run(mark -> true);

    assertThat(attempt.index.settings).isEqualTo(BEFORE);
    assertThat(attempt.index.meta).isEqualTo(OTHERS);
  }

  private void halt(Attempt attempt, String phase, int step) throws Exception {
    boolean setup = phase.equals("setup");
    IndexControl halting =
        HaltingIndex.at(
            step,
            attempt.index,
            () -> {
              throw new HaltingIndex.Halt();
            });
    if (!setup) {
      attempt.committer().setupJob(attempt.context);
      loaded(attempt);
    }
    assertThatThrownBy(
            () -> {
              if (setup) {
                attempt.committer(halting).setupJob(attempt.context);
              } else {
                attempt.committer(halting).commitJob(attempt.context);
              }
            })
        .isInstanceOf(HaltingIndex.Halt.class);
  }

  private static void assertComplete(Attempt attempt) {
    assertThat(new HashMap<>(attempt.index.settings)).isEqualTo(BEFORE);
    assertThat(attempt.index.meta).isEqualTo(OTHERS);
    assertThat(attempt.index.alias).isEqualTo("live");
  }

  private static IndexBaseline record(boolean empty, boolean counted) {
    return new IndexBaseline("pages", "u", empty, counted, true, List.of());
  }
}
