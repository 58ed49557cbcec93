package dev.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The formats under Spark, on a standalone cluster with two workers. One driver runs most cases,
 * because a driver is slow to start; each test looks at what its case left.
 */
class SparkIT {

  private static final ElasticsearchServer SERVER = ElasticsearchServer.shared();
  private static final Path SLUICE = Path.of(System.getProperty("sluice.test.jar"));
  private static final String PREFIX = "spark-" + ProcessHandle.current().pid() + "-";
  private static final int DOCUMENTS = 4_000;

  @TempDir static Path temp;

  private static SparkCluster spark;

  @BeforeAll
  static void runCases() throws Exception {
    spark = SparkCluster.start(Files.createDirectory(temp.resolve("spark")), "3.5.9");
    Path cases = temp.resolve("cases.jar");
    ExampleJars.pack(compile("SparkCases"), cases, null);
    source();
    Process driver =
        spark.submit(
            "driver",
            "SparkCases",
            List.of(cases, SLUICE),
            keys(),
            arguments(
                "ids",
                "no-ids",
                "no-ids-old-api",
                "plain",
                "plain-load-mode",
                "retry",
                "retry-no-ids",
                "read",
                "read-old-api"));
    assertThat(driver.waitFor(5, TimeUnit.MINUTES)).isTrue();
  }

  private static Path compile(String program) throws IOException {
    return Peer.compile(
        Path.of("src/it/spark", program + ".java"),
        SLUICE + java.io.File.pathSeparator + spark.jars(),
        Files.createDirectory(temp.resolve(program)));
  }

  private static Map<String, String> keys() {
    return Map.of(
        "spark.sluice.url",
        SERVER.url(),
        "spark.sluice.prefix",
        PREFIX,
        "spark.sluice.directory",
        temp.resolve("jobs").toUri().toString());
  }

  private static String[] arguments(String... cases) {
    String[] all = new String[cases.length + 1];
    all[0] = temp.resolve("results").toString();
    System.arraycopy(cases, 0, all, 1, cases.length);
    return all;
  }

  private static void source() {
    StringBuilder bulk = new StringBuilder();
    for (int i = 0; i < DOCUMENTS; i++) {
      bulk.append("{\"index\":{\"_id\":\"")
          .append(i)
          .append("\"}}\n{\"n\":")
          .append(i)
          .append("}\n");
    }
    SERVER
        .rest()
        .put(
            "/" + PREFIX + "source",
            "{\"mappings\":{\"properties\":{\"n\":{\"type\":\"integer\"}}}}");
    SERVER.rest().post("/" + PREFIX + "source/_bulk?refresh=true", bulk.toString());
  }

  @AfterAll
  static void stop() {
    if (spark != null) {
      spark.close();
    }
  }

  private static String outcome(String name) throws IOException {
    return Files.readString(temp.resolve("results").resolve(name));
  }

  private static void assertLoaded(String name) throws IOException {
    assertThat(outcome(name)).isEqualTo("done");
    assertThat(SERVER.rest().count(PREFIX + name)).as(name).isEqualTo(DOCUMENTS);
  }

  @Test
  void documents_with_ids_are_all_in_the_index_and_counted_at_the_end() throws IOException {
    assertLoaded("ids");
  }

  @Test
  void documents_without_ids_are_all_in_the_index_by_both_apis() throws IOException {
    assertLoaded("no-ids");
    assertLoaded("no-ids-old-api");
  }

  @Test
  void a_configuration_that_is_not_of_a_job_writes_and_uses_load_mode() throws IOException {
    assertLoaded("plain");
    assertLoaded("plain-load-mode");
  }

  @Test
  void a_task_that_is_run_again_doubles_nothing() throws IOException {
    assertLoaded("retry");
    assertLoaded("retry-no-ids");
  }

  @Test
  void the_query_and_the_types_of_a_reading_job_reach_its_tasks_by_both_apis() throws IOException {
    assertThat(outcome("read")).isEqualTo("1000 [IntWritable]");
    assertThat(outcome("read-old-api")).isEqualTo("1000 [IntWritable]");
  }
}
