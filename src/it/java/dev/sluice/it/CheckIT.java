package dev.sluice.it;

import static dev.sluice.it.CommandLine.sluice;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.cluster.JsonTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code check} on real servers. */
final class CheckIT {

  private static final String BODY =
      "{\"settings\":{\"number_of_shards\":2,\"number_of_replicas\":0},"
          + "\"mappings\":{\"properties\":{\"title\":{\"type\":\"keyword\"}}}}";

  @TempDir Path dir;

  private static CommandLine check(ElasticsearchServer server, String index, String... more) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("check", "--index", index, "--nodes", server.url()));
    args.addAll(Arrays.asList(more));
    return sluice(args.toArray(String[]::new));
  }

  /** The first line with this name, with its level and figure. */
  private static String line(String name, CommandLine done) {
    return done.out()
        .lines()
        .filter(line -> line.matches("(ok|look|bad) +" + name + " .*"))
        .findFirst()
        .map(line -> line.replaceAll(" +", " "))
        .orElseThrow(() -> new AssertionError("no line " + name + " in\n" + done.out()));
  }

  /** The heap of a shared server may be full just now, which says nothing about the check. */
  private static void assertFine(CommandLine done) {
    assertThat(done.code()).as(done.out() + done.err()).isLessThan(2);
    assertThat(done.out().lines())
        .as(done.out())
        .noneMatch(line -> line.startsWith("bad ") && !line.contains(" heap "));
  }

  private static void seesEverything(ElasticsearchServer server, String version) {
    try (Index pages = server.index("checked").create(BODY)) {
      server.rest().post("/" + pages + "/_doc?refresh=true", "{\"title\":\"a\"}");
      String before = server.rest().get("/" + pages);

      CommandLine done = check(server, pages.name());

      assertFine(done);
      assertThat(done.out()).doesNotContain("not seen");
      assertThat(done.out().lines()).allMatch(line -> line.length() <= 100);
      assertThat(line("versions", done)).startsWith("ok versions " + version);
      assertThat(line("data nodes", done)).isEqualTo("ok data nodes 1 of 1 reachable from here");
      assertThat(line("clock skew", done)).isEqualTo("ok clock skew below 2 s");
      assertThat(line("write threads", done)).matches(".*\\d+, queue \\d+ of 10,000, .*");
      assertThat(line("segments", done)).startsWith("ok segments ");
      assertThat(line("mapping", done)).isEqualTo("ok mapping 1 of 1,000 fields");
      assertThat(line("shards", done)).isEqualTo("ok shards 2 on 1 data node");
      assertThat(server.rest().get("/" + pages)).isEqualTo(before);
    }
  }

  @Test
  void it_sees_every_figure_of_elasticsearch_and_changes_nothing() {
    seesEverything(ElasticsearchServer.shared(), "");
  }

  @Test
  void it_sees_every_figure_of_opensearch_and_changes_nothing() {
    seesEverything(ElasticsearchServer.sharedOpenSearch(), "OpenSearch");
  }

  @Test
  void the_regions_of_a_table_become_tasks_and_a_missing_index_stays_missing() throws IOException {
    HBaseCluster hbase = HBaseCluster.shared();
    byte[][] splits = {Bytes.toBytes("d"), Bytes.toBytes("m"), Bytes.toBytes("t")};
    try (Table table = hbase.create("checked", splits, "p")) {
      table.put(new Put(Bytes.toBytes("a")).addColumn(Bytes.toBytes("p"), null, new byte[1000]));
    }
    List<String> args = new ArrayList<>(List.of("--table", "checked", "--mappers", "2"));
    args.addAll(hbase.options());
    ElasticsearchServer server = ElasticsearchServer.shared();
    try (Index pages = server.index("unmade")) {
      CommandLine done = check(server, pages.name(), args.toArray(String[]::new));

      assertFine(done);
      assertThat(line("index", done)).contains("does not exist, the job would create it from");
      assertThat(line("input", done)).startsWith("ok input 4 regions, ");
      assertThat(line("tasks", done)).contains(" tasks 2, at most 2 running");
      assertThat(line("requests", done)).contains("2 mappers x up to ");
      assertThat(server.rest().status("HEAD", "/" + pages)).isEqualTo(404);
    }
  }

  @Test
  void the_files_of_an_input_become_tasks_and_the_json_has_every_line() throws IOException {
    Files.writeString(dir.resolve("a.json"), "{}\n{}\n", UTF_8);
    Files.writeString(dir.resolve("b.json"), "{}\n", UTF_8);
    ElasticsearchServer server = ElasticsearchServer.shared();
    try (Index pages = server.index("checked").create(BODY)) {
      CommandLine done =
          check(server, pages.name(), "--json", "--input", dir.toString(), "--mappers", "2");

      assertFine(done);
      JsonTree json = JsonTree.parse(done.out().getBytes(UTF_8));
      assertThat(json.fields().keySet()).containsExactly("level", "cluster", "index", "job");
      assertThat(json.at("job").items().get(0).at("figure").text()).contains("2 files, 9 bytes");
      assertThat(json.at("cluster").items()).hasSize(9);
      assertThat(json.at("index").items()).hasSize(10);
      assertThat(json.at("job").items()).hasSize(5);
    }
  }

  @Test
  void a_red_cluster_and_a_table_that_is_not_there_are_bad() {
    ElasticsearchServer server = ElasticsearchServer.shared();
    String nowhere = "{\"settings\":{\"index.routing.allocation.require._name\":\"nowhere\"}}";
    try (Index red = server.index("red")) {
      server.rest().put("/" + red + "?wait_for_active_shards=0", nowhere);
      List<String> args = new ArrayList<>(List.of("--table", "no-such-table"));
      args.addAll(HBaseCluster.shared().options());

      CommandLine done = check(server, red.name(), args.toArray(String[]::new));

      assertThat(done.code()).as(done.out() + done.err()).isEqualTo(1);
      assertThat(line("health", done)).startsWith("bad health red, ");
      assertThat(line("input", done)).isEqualTo("bad input cannot be read");
      assertThat(done.out().replaceAll("\\s+", " ")).contains("table not found: no-such-table");
    }
  }

  @Test
  void the_privilege_monitor_is_enough_and_a_writer_is_told_what_it_does_not_see()
      throws Exception {
    ElasticsearchServer server = ElasticsearchServer.sharedSecured();
    try (Index pages = server.index("allowed").create(BODY)) {
      CommandLine monitor = check(server, pages.name(), as(ElasticsearchServer.MONITOR, server));
      CommandLine writer = check(server, pages.name(), as(ElasticsearchServer.WRITER, server));

      assertFine(monitor);
      assertThat(monitor.out()).doesNotContain("not seen");
      assertThat(line("mapping", monitor)).isEqualTo("ok mapping 1 of 1,000 fields");
      assertFine(writer);
      assertThat(line("mapping", writer)).isEqualTo("ok mapping 1 of 1,000 fields");
      assertThat(writer.out().replaceAll("\\s+", " "))
          .contains("heap, file handles -> grant the cluster privilege monitor")
          .contains("segments, merges, open searches -> grant the privilege monitor on index");
    }
  }

  private String[] as(String user, ElasticsearchServer server) throws Exception {
    String provider = "localjceks://file" + dir.resolve(user + ".jceks");
    Configuration conf = new Configuration();
    conf.set(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH, provider);
    CredentialProvider secrets = CredentialProviderFactory.getProviders(conf).get(0);
    secrets.createCredentialEntry(
        "sluice.auth.password", ElasticsearchServer.PASSWORD.toCharArray());
    secrets.flush();
    List<String> args = new ArrayList<>();
    Map.of(
            CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH,
            provider,
            "sluice.auth.user",
            user,
            "sluice.tls.ca-file",
            server.certificates().caFile().toString())
        .forEach((key, value) -> args.addAll(List.of("-D", key + "=" + value)));
    return args.toArray(String[]::new);
  }
}
