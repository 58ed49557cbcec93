package dev.sluice.mapreduce.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.http.Caller;
import dev.sluice.client.http.Secrets;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Secret;
import dev.sluice.config.Settings;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.job.UnknownKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadSubmissionTest {

  @TempDir Path temp;

  private final Job job = newJob();
  private final Map<String, String> secrets = new HashMap<>();

  private static Job newJob() {
    try {
      return Job.getInstance(new Configuration(false));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private ReadSubmissionTest set(String key, String value) {
    job.getConfiguration().set(key, value);
    return this;
  }

  private List<String> problems() {
    return catchThrowableOfType(ConfigException.class, () -> ReadSubmission.of(job)).problems();
  }

  /** Who is to read, as the connection says. */
  private String reader() {
    Settings settings = Settings.from(job.getConfiguration()::get);
    Secrets given = name -> Optional.ofNullable(secrets.get(name)).map(Secret::of);
    String reader =
        ReadConnection.options(job.getConfiguration(), given, settings, Caller.ANYBODY).toString();
    settings.check();
    return reader;
  }

  @Test
  void every_bad_key_is_named_in_one_exception() {
    set("sluice.read.index", "pages,other:pages")
        .set("sluice.read.value", "text")
        .set("sluice.read.metadata.fields", "_id,_uid")
        .set("sluice.read.query", "{\"a\":1}}")
        .set("sluice.read.streams", "65")
        .set("sluice.read.missing", "maybe")
        .set("sluice.read.nodes", "ftp://x");

    assertThat(problems())
        .containsExactlyInAnyOrder(
            "sluice.read.index contains \"other:pages\" but must name indices, aliases or data"
                + " streams of the source cluster, comma-separated; * is a wildcard",
            "sluice.read.metadata.fields contains \"_uid\" but allows only _index, _id, _routing,"
                + " _version, _score, _seq_no, _primary_term",
            "sluice.read.query does not contain one JSON object: trailing data after the JSON"
                + " object at byte 7",
            "sluice.read.streams is \"65\" but must be a whole number from 1 to 64 (default 2)",
            "sluice.read.missing is \"maybe\" but must be one of fail, empty (default fail)",
            "for reading, sluice.nodes contains \"ftp://x\", which must start with http:// or"
                + " https://");
  }

  @Test
  void the_smallest_job_has_no_problems_and_an_index_must_be_named() throws IOException {
    assertThat(problems())
        .containsExactly("sluice.read.index is not set: name the indices or aliases to read");

    IndexJob.readFrom(job, "http://localhost:9200", "pages");

    assertThatCode(() -> ReadSubmission.of(job)).doesNotThrowAnyException();
  }

  @Test
  void a_query_file_that_is_not_there_is_a_problem() {
    set("sluice.read.index", "pages").set("sluice.read.query", "/no/such/file");

    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith("sluice.read.query is \"/no/such/file\", read as a file name; the file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"match\":{\"a\":1}} | {\"match\":{\"a\":1}}",
        "{ \"query\" : {\"match\":{\"a\":1}} } | {\"match\":{\"a\":1}}",
        "{\"size\":3,\"query\":{\"x\":{}},\"from\":1} | {\"x\":{}}",
        "?q=title:a b&df=t&default_operator=AND | {\"query_string\":{\"query\":\"title:a"
            + " b\",\"default_field\":\"t\",\"default_operator\":\"AND\"}}",
        "?q=a=\"b\"%20 | {\"query_string\":{\"query\":\"a=\\\"b\\\"%20\"}}"
      })
  void a_query_has_several_forms_here_and_in_files(String given, String meant) throws IOException {
    Path file = Files.writeString(temp.resolve("query"), "\n" + given + "\n");

    assertThat(query(given)).contains(meant);
    assertThat(query(file.toString())).contains(meant);
  }

  @Test
  void a_query_may_be_a_resource_on_the_class_path() {
    assertThat(query("dev/sluice/mapreduce/query.json")).contains("{\"match_all\":{}}");
  }

  @ParameterizedTest
  @CsvSource({"?q=a&routing=b, not \"routing\"", "?df=a, requires the parameter q"})
  void a_uri_search_that_says_more_than_a_query_can_is_a_problem(String given, String why) {
    set("sluice.read.index", "pages").set("sluice.read.query", given);

    assertThat(problems()).singleElement().asString().contains(why);
  }

  private Optional<String> query(String given) {
    set("sluice.read.query", given);
    Settings settings = Settings.from(job.getConfiguration()::get);
    Optional<String> query = QuerySetting.read(job.getConfiguration(), settings);
    settings.check();
    return query;
  }

  @Test
  void a_job_that_only_reads_may_use_the_general_keys() {
    set("sluice.read.nodes", "https://es-1:9200").set("sluice.auth.user", "anna");
    secrets.put("sluice.auth.password", "p");

    assertThat(reader()).isEqualTo("[https://es-1:9200] as user anna");
  }

  @Test
  void the_cluster_that_is_read_is_not_shown_the_credentials_for_the_one_that_is_written() {
    set("sluice.nodes", "https://es-2:9200").set("sluice.auth.user", "anna");
    set("sluice.read.nodes", "https://es-1:9200");
    secrets.put("sluice.auth.password", "p");
    String withoutTwins = reader();
    set("sluice.read.auth.user", "ben");
    secrets.put("sluice.read.auth.password", "q");

    assertThat(withoutTwins).contains("https://es-1:9200").contains("anonymous");
    assertThat(reader()).isEqualTo("[https://es-1:9200] as user ben");
  }

  @Test
  void the_same_cluster_is_read_by_the_same_credentials() {
    set("sluice.nodes", "https://es-1:9200").set("sluice.auth.user", "anna");
    set("sluice.read.nodes", "https://es-1:9200");
    secrets.put("sluice.auth.password", "p");

    assertThat(reader()).isEqualTo("[https://es-1:9200] as user anna");
  }

  @Test
  void unknown_keys_for_reading_are_told_with_what_was_meant() {
    set("sluice.read.stream", "3")
        .set("sluice.read.auth.user", "anna")
        .set("sluice.bulk.sise", "1mb");

    assertThat(UnknownKeys.ofReading(ReadSubmission.SETTINGS).in(job.getConfiguration()))
        .containsExactly(
            "sluice.read.stream is not a Sluice key and has no effect; did you mean"
                + " sluice.read.streams?");
  }
}
