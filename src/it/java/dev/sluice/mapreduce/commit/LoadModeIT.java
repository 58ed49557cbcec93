package dev.sluice.mapreduce.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.cli.Sluice;
import dev.sluice.config.ConfigException;
import dev.sluice.it.ElasticsearchServer;
import dev.sluice.it.Index;
import dev.sluice.it.Rest;
import dev.sluice.mapreduce.Attempt;
import dev.sluice.mapreduce.HaltedJob;
import dev.sluice.mapreduce.LocalJob;
import dev.sluice.mapreduce.MeddlingFormat;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.testing.FakeElasticsearch;
import dev.sluice.testing.HaltingIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.io.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs in load mode, and what they leave of an index, on a real server. */
@Timeout(180)
class LoadModeIT {

  private static final String SETTINGS =
      "{\"settings\":{\"number_of_replicas\":2,\"refresh_interval\":\"30s\"},"
          + "\"mappings\":{\"_meta\":{\"theirs\":{\"x\":1}},"
          + "\"properties\":{\"n\":{\"type\":\"long\"}}}}";

  /** The calls of setup on an index that is there: state to terms, marker, read again, change. */
  private static final int SETUP_CALLS = 9;

  @TempDir Path temp;

  private final ElasticsearchServer server = ElasticsearchServer.shared();
  private final Rest rest = server.rest();

  private LocalJob job(String name) throws IOException {
    return HaltedJob.job(Files.createDirectories(temp.resolve(name)));
  }

  private void assertUntouched(Index index) {
    assertThat(rest.get("/" + index + "/_settings?flat_settings=true"))
        .contains("\"index.number_of_replicas\":\"2\"", "\"index.refresh_interval\":\"30s\"")
        .doesNotContain("durability", "auto_throttle", "auto_expand");
    assertThat(rest.get("/" + index + "/_mapping"))
        .contains("\"_meta\":{\"theirs\":{\"x\":1}}")
        .doesNotContain("sluice");
  }

  @Test
  void an_index_is_set_for_the_load_and_is_as_before_when_the_job_has_succeeded() throws Exception {
    AtomicReference<String> during = new AtomicReference<>();
    try (Index index = server.index("mode").create(SETTINGS)) {
      MeddlingFormat.at(
          2 * SETUP_CALLS,
          () -> during.set(rest.get("/" + index + "/_settings?flat_settings=true")));

      assertThat(job("1").meddled().run(server.url(), index)).isTrue();

      assertThat(during.get())
          .contains(
              "\"index.number_of_replicas\":\"0\"",
              "\"index.refresh_interval\":\"-1\"",
              "\"index.translog.durability\":\"async\"",
              "\"index.merge.scheduler.auto_throttle\":\"false\"");
      assertUntouched(index);
      assertThat(index.ids()).containsExactly("a", "b");
    }
  }

  @Test
  void a_job_that_fails_puts_everything_back_too_and_leaves_the_alias() throws Exception {
    try (Index index = server.index("mode").create(SETTINGS)) {
      LocalJob job =
          job("1").set("sluice.index.alias", index + "-live").input(text("a"), text("{\"n\":[}"));

      assertThat(job.run(server.url(), index)).isFalse();

      assertUntouched(index);
      assertThat(rest.status("HEAD", "/_alias/" + index + "-live")).isEqualTo(404);
    }
  }

  @Test
  void the_alias_moves_with_its_filter_from_the_old_index_to_the_new_one() throws Exception {
    try (Index old = server.index("old").create(SETTINGS);
        Index index = server.index("new")) {
      String alias = "Live-" + index;
      rest.put("/" + old + "/_alias/" + alias, "{\"filter\":{\"term\":{\"n\":1}}}");

      LocalJob job = job("1").set("sluice.index.alias", alias);
      assertThat(job.set("sluice.commit.force-merge", "1").run(server.url(), index)).isTrue();

      assertThat(rest.get("/_alias/" + alias))
          .contains("\"" + index + "\"", "\"filter\":{\"term\":{\"n\":1}}")
          .doesNotContain("\"" + old + "\"");
      assertThat(rest.get("/" + alias + "/_count")).contains("\"count\":1,");
    }
  }

  @Test
  void an_alias_with_capitals_is_written_to_by_its_name() throws Exception {
    try (Index index = server.index("capitals").create(SETTINGS)) {
      rest.put("/" + index + "/_alias/Pages-" + index, "{}");

      assertThat(job("1").run(server.url(), "Pages-" + index)).isTrue();

      assertUntouched(index);
      assertThat(index.count()).isEqualTo(2);
    }
  }

  @Test
  void an_index_with_documents_or_the_name_of_an_index_as_alias_is_refused_at_submit()
      throws Exception {
    try (Index index = server.index("mode").create(SETTINGS)) {
      rest.put("/" + index + "/_doc/x", "{}");

      assertThatThrownBy(() -> job("1").run(server.url(), index))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("index " + index + " contains documents");
      assertThatThrownBy(
              () ->
                  job("2")
                      .set("sluice.index.load-mode", "normal")
                      .set("sluice.index.alias", index.name())
                      .run(server.url(), index))
          .hasMessageContaining("which is an index or a data stream");
      assertUntouched(index);
    }
  }

  @Test
  void documents_deleted_meanwhile_fail_the_job() throws Exception {
    try (Index index = server.index("mode").create(SETTINGS)) {
      MeddlingFormat.at(2 * SETUP_CALLS, () -> rest.delete("/" + index + "/_doc/a"));

      assertThat(job("1").meddled().run(server.url(), index)).isFalse();

      assertUntouched(index);
    }
  }

  @Test
  void an_index_deleted_and_made_anew_meanwhile_fails_the_job() throws Exception {
    try (Index index = server.index("mode").create(SETTINGS)) {
      MeddlingFormat.at(
          2 * SETUP_CALLS,
          () -> {
            rest.delete("/" + index);
            index.create(SETTINGS);
          });

      assertThat(job("1").meddled().run(server.url(), index)).isFalse();

      assertUntouched(index);
    }
  }

  @Test
  void a_primary_made_anew_meanwhile_fails_the_job() throws Exception {
    try (Index index = server.index("mode").create(SETTINGS)) {
      MeddlingFormat.at(
          2 * SETUP_CALLS,
          () -> {
            // To the shard it is what a restart of its node is.
            rest.post("/" + index + "/_close", "");
            rest.post("/" + index + "/_open?wait_for_active_shards=1", "");
          });

      assertThat(job("1").meddled().run(server.url(), index)).isFalse();

      assertUntouched(index);
    }
  }

  /** Before and after each call of setup and of commit, as a second application master goes on. */
  @Test
  void halted_at_any_step_the_next_application_master_completes_the_job() throws Exception {
    for (int step = 0; step < 2 * SETUP_CALLS; step++) {
      complete(step, true);
    }
    for (int step = 0; step < 2 * 12; step++) {
      complete(step, false);
    }
  }

  private void complete(int step, boolean setup) throws Exception {
    try (Index index = server.index("halted").create(SETTINGS)) {
      String alias = index + "-live";
      Attempt attempt =
          Attempt.first(
              temp.resolve(setup + "-" + step),
              "sluice.nodes",
              server.url(),
              "sluice.index.load-mode",
              "bulk",
              "sluice.id.unique",
              "true",
              "sluice.index.alias",
              alias);
      IndexPlan.existing(index.name(), index.name()).store(attempt.conf);
      IndexControl real = RemoteIndexControl.of(attempt.context);
      if (!setup) {
        attempt.committer(real).setupJob(attempt.context);
        load(attempt, index);
      }
      assertThatThrownBy(() -> run(attempt.committer(halting(step, real)), attempt, setup))
          .isInstanceOf(HaltingIndex.Halt.class);

      attempt.committer(real).setupJob(attempt.context);
      if (setup) {
        load(attempt, index);
      }
      attempt.committer(real).commitJob(attempt.context);

      assertUntouched(index);
      assertThat(rest.get("/" + alias + "/_count")).contains("\"count\":2,");
    }
  }

  private static IndexControl halting(int step, IndexControl real) {
    return HaltingIndex.at(
        step,
        real,
        () -> {
          throw new HaltingIndex.Halt();
        });
  }

  private static void run(IndexOutputCommitter committer, Attempt attempt, boolean setup)
      throws IOException {
    if (setup) {
      committer.setupJob(attempt.context);
    } else {
      committer.commitJob(attempt.context);
    }
  }

  private void load(Attempt attempt, Index index) throws Exception {
    attempt.load(new FakeElasticsearch(), "{}", "{}");
    attempt.commit();
    rest.put("/" + index + "/_doc/a", "{}");
    rest.put("/" + index + "/_doc/b", "{}");
  }

  /** After the mark, after the change, before and after it is taken back, after the last call. */
  @ParameterizedTest
  @ValueSource(ints = {13, 17, 29, 31, 37})
  void a_job_whose_process_is_killed_blocks_the_next_until_its_index_is_restored(int step)
      throws Exception {
    try (Index index = server.index("killed").create(SETTINGS)) {
      Path first = temp.resolve("first");

      assertThat(HaltedJob.run(first, server.url(), index.name(), step))
          .as(() -> out(first))
          .isEqualTo(HaltedJob.HALTED);

      if (rest.get("/" + index + "/_mapping").contains("sluice")) {
        assertThatThrownBy(() -> job("second").run(server.url(), index))
            .isInstanceOf(ConfigException.class)
            .hasMessageContaining("is in load mode for job job_local")
            .hasMessageContaining("sluice restore --index " + index);
      }
      assertThat(Sluice.run("restore", "--index", index.name(), "--nodes", server.url())).isZero();
      assertUntouched(index);
      LocalJob third = job("third").set("sluice.index.load-mode.force", "true");
      assertThat(third.run(server.url(), index)).isTrue();

      assertUntouched(index);
      assertThat(index.ids()).containsExactly("a", "b");
    }
  }

  private static String out(Path directory) {
    try {
      return Files.readString(directory.resolve("out"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static Text text(String text) {
    return new Text(text);
  }
}
