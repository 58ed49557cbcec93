package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code reindex --since last}: copies of what has changed since the last copy. */
@Timeout(300)
@Tag("verify")
final class CopySinceIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();

  private static final String SHARDS =
      "{\"settings\":{\"number_of_shards\":2,\"number_of_replicas\":0,\"refresh_interval\":-1}}";

  private static final AtomicInteger JOBS = new AtomicInteger();

  @TempDir Path dir;

  private CommandLine copy(String server, Index from, Index to, String... more) {
    List<String> args = new ArrayList<>(List.of("reindex", "--from", from.name()));
    args.addAll(List.of("--to", to.name(), "--nodes", server));
    args.addAll(List.of("-D", "sluice.job.dir=" + dir.resolve("job" + JOBS.incrementAndGet())));
    args.addAll(List.of(more));
    return sluice(args.toArray(String[]::new));
  }

  private CommandLine copy(Index from, Index to, String... more) {
    return copy(SERVER.url(), from, to, more);
  }

  private static void put(Rest rest, Index index, int first, int last, String text) {
    StringBuilder bulk = new StringBuilder();
    for (int i = first; i < last; i++) {
      bulk.append("{\"index\":{\"_id\":\"d").append(i).append("\"}}\n");
      bulk.append("{\"n\":").append(i).append(",\"text\":\"").append(text).append("\"}\n");
    }
    rest.post("/" + index.name() + "/_bulk", bulk.toString());
  }

  private static String line(CommandLine done, String name) {
    return done.out().lines().filter(line -> line.startsWith(name)).findFirst().orElse("");
  }

  /** Only changes are read, also by a server of the other kind. */
  private void onlyChanges(ElasticsearchServer server) {
    Rest rest = server.rest();
    try (Index from = server.index("from").create(SHARDS);
        Index to = server.index("to").create(SHARDS)) {
      put(rest, from, 0, 300, "old");
      CommandLine first = copy(server.url(), from, to);
      put(rest, from, 7, 10, "new");
      put(rest, from, 300, 302, "new");
      rest.delete("/" + from.name() + "/_doc/d20");

      CommandLine second = copy(server.url(), from, to, "--since", "last");
      CommandLine third = copy(server.url(), from, to, "--since", "last");

      assertThat(first.code()).as(first.err()).isZero();
      assertThat(second.code()).as(second.err()).isZero();
      assertThat(line(second, "total read")).endsWith(" 5");
      assertThat(second.out())
          .contains("--since last does not see documents deleted in the source")
          .contains("sluice verify --from " + from.name() + " --index " + to.name())
          .contains("--repair --delete");
      assertThat(third.code()).as(third.err()).isZero();
      assertThat(line(third, "total read")).endsWith(" 0");
      assertThat(to.count()).isEqualTo(302);
      assertThat(rest.source(to.name(), "d8").get()).contains("new");
      assertThat(rest.source(to.name(), "d20").get()).contains("old");
    }
  }

  @Test
  void only_documents_that_changed_since_the_last_copy_are_read() {
    onlyChanges(SERVER);
  }

  @Test
  void an_opensearch_copies_what_has_changed_as_well() {
    onlyChanges(ElasticsearchServer.sharedOpenSearch());
  }

  @Test
  void copies_beside_writers_end_with_what_the_source_has() throws Exception {
    Rest rest = SERVER.rest();
    try (Index from = SERVER.index("from").create(SHARDS);
        Index to = SERVER.index("to").create(SHARDS)) {
      put(rest, from, 0, 500, "first");
      boolean[] stop = {false};
      List<Thread> writers = new ArrayList<>();
      for (int writer = 0; writer < 2; writer++) {
        int own = writer;
        Thread thread =
            new Thread(
                () -> {
                  for (int round = 0; !stopped(stop); round++) {
                    int start = (round * 37 + own * 250) % 700;
                    put(rest, from, start, start + 20, "w" + own + "-" + round);
                  }
                });
        thread.start();
        writers.add(thread);
      }
      assertThat(copy(from, to).code()).isZero();
      assertThat(copy(from, to, "--since", "last").code()).isZero();
      synchronized (stop) {
        stop[0] = true;
      }
      for (Thread writer : writers) {
        writer.join();
      }

      CommandLine last = copy(from, to, "--since", "last");

      assertThat(last.code()).as(last.err()).isZero();
      assertThat(contents(rest, to)).isEqualTo(contents(rest, from));
    }
  }

  private static boolean stopped(boolean[] stop) {
    synchronized (stop) {
      return stop[0];
    }
  }

  private static List<String> contents(Rest rest, Index index) {
    rest.post("/" + index.name() + "/_refresh", "");
    String all =
        rest.get(
            "/"
                + index.name()
                + "/_search?size=10000&version=true&sort=n&filter_path=hits.hits._id,"
                + "hits.hits._version,hits.hits._source");
    return List.of(all.split("(?=\\{\"_id\")"));
  }

  @Test
  void a_source_that_was_recreated_is_refused_by_its_uuid() {
    try (Index from = SERVER.index("from").create(SHARDS);
        Index to = SERVER.index("to").create(SHARDS)) {
      put(SERVER.rest(), from, 0, 10, "old");
      assertThat(copy(from, to).code()).isZero();
      SERVER.rest().delete("/" + from.name());
      from.create(SHARDS);
      put(SERVER.rest(), from, 0, 20, "new");

      CommandLine refused = copy(from, to, "--since", "last");

      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err())
          .contains("index " + from.name() + " was deleted and recreated since the last copy (its");
    }
  }

  @Test
  void a_copy_without_a_starting_point_is_refused_and_names_those_there_are() {
    try (Index from = SERVER.index("from").create(SHARDS);
        Index to = SERVER.index("to").create(SHARDS)) {
      CommandLine none = copy(from, to, "--since", "last");
      assertThat(copy(from, to, "--query", "{\"term\":{\"n\":1}}").code()).isZero();
      CommandLine other = copy(from, to, "--since", "last");
      SERVER.rest().delete("/" + to.name());
      CommandLine absent = copy(from, to, "--since", "last");

      assertThat(absent.code()).isEqualTo(2);
      assertThat(absent.err())
          .contains("index " + to.name() + " does not exist: copy once without");
      assertThat(absent.out()).doesNotContain("will be created");
      assertThat(none.code()).isEqualTo(2);
      assertThat(none.err()).contains("}. Copy once without --since last").doesNotContain("it has");
      assertThat(other.code()).isEqualTo(2);
      assertThat(other.err())
          .contains("has no starting point of a copy of {from " + from.name() + "}; it has {from ")
          .contains("query {\"term\":{\"n\":1}}");
    }
  }

  @Test
  void a_copy_to_several_indices_or_since_a_time_is_refused() {
    try (Index from = SERVER.index("from").create(SHARDS);
        Index to = SERVER.index("to")) {
      CommandLine time = copy(from, to, "--since", "2h");
      CommandLine several =
          sluice(
              "reindex",
              "--from",
              from.name(),
              "--to",
              to.name() + "-{}",
              "--split-by",
              "text",
              "--since",
              "last",
              "--nodes",
              SERVER.url());

      assertThat(time.code()).isEqualTo(2);
      assertThat(time.err()).contains("--since is \"2h\", but reindex accepts only last");
      assertThat(several.code()).isEqualTo(2);
      assertThat(several.err()).contains("the job writes to several indices");
    }
  }
}
