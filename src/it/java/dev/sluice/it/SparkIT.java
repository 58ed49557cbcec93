package dev.sluice.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Awaiting;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.hbase.client.Put;
import org.apache.hadoop.hbase.client.Table;
import org.apache.hadoop.hbase.util.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The formats under Spark, on a standalone cluster with two workers. Two drivers run all cases, one
 * with each jar, because a driver is slow to start; each test looks at what its cases left.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SparkIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();
  private static final ElasticsearchServer SECURED = ElasticsearchServer.sharedSecured();
  private static final Path SLUICE = Path.of(System.getProperty("sluice.test.jar"));
  private static final String TABLE = "spark";
  private static final int DOCUMENTS = 4_000;
  private static final int ROWS = 50;

  private static final String CASE = "=== case ";
  private static final String SPECULATION = ":spark.speculation=true";
  private static final String UNCHECKED = SPECULATION + ",spark.hadoop.validateOutputSpecs=false";

  @TempDir static Path temp;

  private final String prefix = "spark-" + version() + "-" + ProcessHandle.current().pid() + "-";
  private SparkCluster spark;

  /** The version of Spark; the tests are reported as not run where it is not at hand. */
  String version() {
    return "3.5.9";
  }

  @BeforeAll
  void runCases() throws Exception {
    Assumptions.assumeTrue(
        SparkCluster.isAtHand(version()), "Spark " + version() + " is not at hand");
    Files.createDirectory(temp.resolve("spark"));
    spark = SparkCluster.start(temp.resolve("spark"), version());
    makeSource();
    makeTable();
    List<Path> jars = new ArrayList<>(List.of(compile(), SLUICE));
    jars.addAll(hbase());
    Process driver =
        submit(
            "driver",
            jars,
            "ids",
            "no-ids",
            "no-ids-old-api",
            "identical",
            "plain",
            "plain-load-mode",
            "retry",
            "retry-no-ids",
            "read",
            "read-old-api",
            "secrets-file",
            "secrets-lost",
            "directory",
            "table",
            "speculation-ids" + UNCHECKED,
            "unchecked" + UNCHECKED,
            "program:" + pages());
    assertThat(driver.waitFor(5, TimeUnit.MINUTES)).isTrue();
    runCasesOfDropIn(jars.get(0));
  }

  private void runCasesOfDropIn(Path cases) throws IOException, InterruptedException {
    Process driver =
        submit(
            "drop-in",
            List.of(cases, Peer.dropIn()),
            "es-speculation" + SPECULATION + ",spark.master=local[2]",
            "es",
            "es-plain",
            "es-read",
            "endless");
    Awaiting.until("load mode", Duration.ofMinutes(3), () -> inLoadMode("endless"));
    driver.destroy();
    assertThat(driver.waitFor(2, TimeUnit.MINUTES)).isTrue();
  }

  private Process submit(String name, List<Path> jars, String... cases) throws IOException {
    String[] all = new String[cases.length + 1];
    all[0] = temp.resolve("results").toString();
    System.arraycopy(cases, 0, all, 1, cases.length);
    return spark.submit(name, "SparkCases", jars, keys(), all);
  }

  private Path compile() throws IOException {
    String classpath = SLUICE + File.pathSeparator + spark.jars();
    classpath +=
        hbase().stream().map(jar -> File.pathSeparator + jar).collect(Collectors.joining());
    Path classes =
        Peer.compile(
            Path.of("src/it/spark"), classpath, Files.createDirectory(temp.resolve("classes")));
    Path jar = temp.resolve("cases.jar");
    ExampleJars.pack(classes, jar, null);
    return jar;
  }

  private static List<Path> hbase() {
    String entries =
        CommandLine.classpath(
            entry ->
                entry.matches(
                    ".*/(hbase-(?!testing|http|procedure|replication|shaded-je)|opentelemetry-|protobuf-java-)"
                        + "[^/]*(?<!-tests)\\.jar"));
    return List.of(entries.split(File.pathSeparator)).stream().map(Path::of).toList();
  }

  private Map<String, String> keys() throws IOException {
    Path secrets =
        Files.writeString(
            temp.resolve("secrets"), "sluice.auth.password=" + ElasticsearchServer.PASSWORD);
    Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-------"));
    Map<String, String> keys = new HashMap<>();
    keys.put("spark.sluice.url", SERVER.url());
    keys.put("spark.sluice.prefix", prefix);
    keys.put("spark.sluice.directory", temp.resolve("jobs").toUri().toString());
    keys.put("spark.sluice.secured", SECURED.url());
    keys.put("spark.sluice.ca", SECURED.certificates().caFile().toString());
    keys.put("spark.sluice.secrets", secrets.toString());
    keys.put("spark.sluice.table", TABLE);
    Map<String, String> hbase = HBaseCluster.shared().address();
    keys.put("spark.sluice.quorum", hbase.get("hbase.zookeeper.quorum"));
    keys.put("spark.sluice.port", hbase.get("hbase.zookeeper.property.clientPort"));
    return keys;
  }

  private Path pages() throws IOException {
    return Files.writeString(
        temp.resolve("pages.json"), "{\"url\":\"a\",\"n\":1}\n{\"url\":\"b\",\"n\":2}\n");
  }

  private void makeSource() {
    String source = prefix + "source";
    SERVER
        .rest()
        .put("/" + source, "{\"mappings\":{\"properties\":{\"n\":{\"type\":\"integer\"}}}}");
    String lines =
        IntStream.range(0, DOCUMENTS)
            .mapToObj(n -> "{\"index\":{}}\n{\"n\":" + n + "}\n")
            .collect(Collectors.joining());
    SERVER.rest().post("/" + source + "/_bulk?refresh=true", lines);
  }

  private void makeTable() throws IOException {
    byte[][] splits = {Bytes.toBytes("row-20"), Bytes.toBytes("row-40")};
    try (Table table = HBaseCluster.shared().create(TABLE, splits, "f")) {
      for (int row = 0; row < ROWS; row++) {
        table.put(
            new Put(Bytes.toBytes("row-" + (10 + row)))
                .addColumn(Bytes.toBytes("f"), Bytes.toBytes("n"), Bytes.toBytes(row)));
      }
    }
  }

  @AfterAll
  void stop() {
    if (spark != null) {
      spark.close();
    }
  }

  private String outcome(String name) throws IOException {
    return Files.readString(temp.resolve("results").resolve(name), UTF_8);
  }

  /** What the driver logged during a case. */
  private String log(String name) {
    String all = spark.driverLog("driver") + CASE + spark.driverLog("drop-in");
    int start = all.indexOf(CASE + name + "\n");
    assertThat(start).as(all).isNotNegative();
    return all.substring(
        start, all.indexOf(CASE, start + 1) < 0 ? all.length() : all.indexOf(CASE, start + 1));
  }

  private void assertLoaded(String name) throws IOException {
    assertThat(outcome(name)).isEqualTo("done");
    // Not refreshed here: the committer does so.
    assertThat(searched(SERVER, name)).as(name).isEqualTo(DOCUMENTS);
  }

  private long searched(ElasticsearchServer server, String name) {
    String count = server.rest().get("/" + prefix + name + "/_count");
    return Long.parseLong(count.replaceFirst("(?s).*\"count\":(\\d+).*", "$1"));
  }

  private boolean inLoadMode(String name) {
    String path = "/" + prefix + name;
    return SERVER.rest().status("GET", path) == 200
        && SERVER.rest().get(path).contains("\"refresh_interval\":\"-1\"");
  }

  @Test
  void documents_with_ids_are_all_in_the_index_and_counted_at_the_end() throws IOException {
    assertLoaded("ids");
    assertThat(log("ids"))
        .contains("GIVEN=4000, INDEXED=4000, DELETED=0, ALREADY_THERE=0, REJECTED=0");
  }

  @Test
  void the_report_of_a_job_does_not_need_counters() {
    assertThat(temp.resolve("jobs/job-" + prefix + "ids/report.json"))
        .content()
        .contains("\"state\":\"SUCCEEDED\"")
        .containsPattern("\"committed\":\\{\"attempts\":\\d+,\"given\":4000,\"indexed\":4000");
  }

  @Test
  void each_task_logs_its_counts_because_Spark_shows_no_counters() throws IOException {
    assertThat(spark.executorLogs())
        .containsPattern("Attempt attempt_\\d+_\\d+_r_000003_0 wrote: 1000 given, 1000 indexed")
        .containsPattern("Read 1000 documents of shard 0 of " + prefix + "source");
  }

  @Test
  void documents_without_ids_are_all_in_the_index_by_both_apis() throws IOException {
    assertLoaded("no-ids");
    assertLoaded("no-ids-old-api");
  }

  @Test
  void the_old_api_does_not_warn_of_a_committer_that_Spark_runs() {
    assertThat(log("no-ids-old-api"))
        .doesNotContain("local job runner")
        .doesNotContain("map.speculative");
  }

  @Test
  void identical_documents_without_ids_become_one_and_the_job_warns_of_it() throws IOException {
    assertThat(outcome("identical")).isEqualTo("done");
    assertThat(searched(SERVER, "identical")).isEqualTo(1);
    assertThat(log("identical"))
        .contains("holds 1 documents, but the job wrote 4000: 3999 replaced another with the same");
  }

  @Test
  void a_configuration_that_is_not_of_a_job_writes_and_uses_load_mode() throws IOException {
    assertLoaded("plain");
    assertLoaded("plain-load-mode");
    assertThat(log("plain-load-mode")).contains("is in load mode until the job ends");
    assertThat(inLoadMode("plain-load-mode")).isFalse();
  }

  @Test
  void a_job_that_Spark_does_not_check_is_checked_before_its_first_task() throws IOException {
    assertLoaded("unchecked");
    assertThat(log("unchecked")).contains("is in load mode until the job ends");
  }

  @Test
  void a_task_that_is_run_again_duplicates_nothing() throws IOException {
    assertLoaded("retry");
    assertLoaded("retry-no-ids");
  }

  @Test
  void the_query_and_the_types_of_a_reading_job_reach_its_tasks_by_both_apis() throws IOException {
    assertThat(outcome("read")).isEqualTo("1000 [IntWritable]");
    assertThat(outcome("read-old-api")).isEqualTo("1000 [IntWritable]");
  }

  @Test
  void tasks_read_the_file_of_secrets_themselves() throws IOException {
    assertThat(outcome("secrets-file")).isEqualTo("done");
    assertThat(searched(SECURED, "secrets-file")).isEqualTo(DOCUMENTS);
  }

  @Test
  void a_secret_that_only_the_driver_has_is_named_with_what_to_do() throws IOException {
    assertThat(outcome("secrets-lost"))
        .contains("the secret sluice.auth.password was set when the job was submitted")
        .contains("sluice.secrets.file");
  }

  @Test
  void a_job_directory_that_the_tasks_do_not_see_is_named_with_what_to_do() throws IOException {
    assertThat(outcome("directory"))
        .containsPattern(
            "the job directory file:/\\S+job-of-this-process, which the driver created")
        .contains("set sluice.job.dir to a directory on a file system that all machines share");
  }

  @Test
  void the_program_of_the_documentation_loads_a_file() {
    assertThat(SERVER.rest().ids(prefix + "program")).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void rows_of_a_table_become_documents() throws IOException {
    assertThat(outcome("table")).isEqualTo("done");
    assertThat(SERVER.rest().ids(prefix + "table")).hasSize(ROWS).contains("row-10", "row-59");
  }

  @Test
  void speculation_is_no_danger_to_documents_with_ids() throws IOException {
    assertLoaded("speculation-ids");
    assertThat(log("speculation-ids"))
        .contains("spark.speculation is true: a speculative attempt sends its documents again");
  }

  @Test
  void speculation_is_refused_where_it_would_duplicate_documents() throws IOException {
    assertThat(outcome("es-speculation"))
        .contains("spark.speculation is true, and a speculative attempt would write")
        .contains("set spark.speculation to false, or set the ids");
  }

  @Test
  void a_job_without_ids_warns_that_a_retried_task_may_duplicate_documents() throws IOException {
    assertThat(outcome("es")).isEqualTo("done");
    assertThat(log("es"))
        .contains("WARN WriteSubmission: Elasticsearch generates the ids: a retried");
  }

  @Test
  void the_keys_of_elasticsearch_hadoop_write_and_read_by_a_plain_configuration()
      throws IOException {
    assertLoaded("es-plain");
    assertThat(outcome("es-read")).startsWith("1000 ");
  }

  @Test
  void a_driver_that_is_terminated_leaves_no_index_in_load_mode() {
    assertThat(inLoadMode("endless")).as(log("endless")).isFalse();
    assertThat(SERVER.rest().get("/" + prefix + "endless/_mapping")).doesNotContain("sluice");
  }
}
