package dev.sluice.mapreduce.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.config.ConfigException;
import dev.sluice.config.Setting;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.commit.LoadSettings;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.job.IndexPlan;
import dev.sluice.mapreduce.job.UnknownKeys;
import dev.sluice.routing.ShardFunction;
import dev.sluice.testing.FakeCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.lib.TokenCountMapper;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.lib.input.SequenceFileInputFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteSubmissionTest {

  private static final String ALL_PRIVILEGES =
      "{\"index\":{\"pages\":{\"index\":true,\"create_doc\":true,\"create_index\":true,"
          + "\"view_index_metadata\":true}}}";

  @TempDir Path temp;

  private final Job job = newJob();

  @Test
  void every_bad_key_is_named_in_one_exception() {
    set("sluice.index", "pages today");
    set("sluice.id", "url");
    set("sluice.operation", "script");
    set("sluice.id.generate", "magic");
    set("sluice.bulk.in-flight", "0");
    set("sluice.value.encoder", "no.such.Class");
    set("sluice.speculation.allow", "maybe");

    assertThat(problems())
        .containsExactlyInAnyOrder(
            "sluice.index is \"pages today\" but must be the name of an index or alias: at most"
                + " 255 bytes, no spaces, none of \\ / * ? \" < > | , # : and no leading - _ +;"
                + " {field} inserts the text of a document field, and {field|yyyy-MM-dd} inserts"
                + " its date in this format; with such a field, no uppercase letters",
            "sluice.id is \"url\" but must be none, key or field:NAME (default none)",
            "sluice.operation is \"script\" but must be one of index, create, update, upsert,"
                + " delete (default index)",
            "sluice.id.generate is \"magic\" but must be one of auto, content, server, each"
                + " (default auto)",
            "sluice.bulk.in-flight is \"0\" but must be a whole number from 1 to 64, auto or"
                + " auto:N (default auto)",
            "sluice.value.encoder is \"no.such.Class\" but must be a class on the class path",
            "sluice.speculation.allow is \"maybe\" but must be true or false (default false)");
  }

  @Test
  void the_smallest_job_has_no_problems() {
    IndexJob.writeTo(job, "http://localhost:9200", "pages");

    assertThatCode(() -> WriteSubmission.of(job)).doesNotThrowAnyException();
  }

  @Test
  void the_index_is_looked_up_once() throws IOException {
    try (FakeCluster cluster = FakeCluster.routingBy(ShardFunction.modulo(1, 1))) {
      cluster.on("GET /pages/_mapping", line -> "{}");
      cluster.on("POST /_security/user/_has_privileges", line -> ALL_PRIVILEGES);
      IndexJob.writeTo(job, cluster.url(), "pages");
      set("sluice.job.dir", temp.resolve("job").toUri().toString());

      WriteSubmission.of(job).complete();

      assertThat(IndexPlan.load(job.getConfiguration()).concrete()).contains("pages");
      assertThat(cluster.asked("GET /_resolve/index/pages")).isEqualTo(1);
      assertThat(cluster.asked("GET /pages/_settings")).isEqualTo(1);
    }
  }

  @Test
  void an_index_must_be_named() {
    assertThat(problems())
        .containsExactly("sluice.index is not set: name the index or alias to write to");
  }

  @Test
  void what_is_for_one_index_is_refused_where_documents_name_several() {
    set("sluice.index", "pages-{tag}");
    set("sluice.index.load-mode", "bulk");
    set("sluice.index.alias", "all");

    assertThat(problems())
        .containsExactlyInAnyOrder(
            "sluice.index.load-mode applies to a single index, but sluice.index=pages-{tag}"
                + " writes to several: remove it",
            "sluice.index.alias applies to a single index, but sluice.index=pages-{tag} writes to"
                + " several: remove it");
  }

  @Test
  void two_ways_to_give_a_script_are_refused_together_with_what_else_is_wrong() {
    set("sluice.index", "pages");
    set("sluice.script.source", "x");
    set("sluice.script.id", "y");
    set("sluice.script.params", "a");
    set("sluice.errors.index.labels", "nonsense");

    assertThat(problems())
        .containsExactlyInAnyOrder(
            "sluice.script.source and sluice.script.id are both set: keep one",
            "a script updates documents: set sluice.operation to update or upsert, or remove the"
                + " script",
            "sluice.script.params contains \"a\", which is not of the form NAME:FIELD",
            "sluice.errors.index.labels contains \"nonsense\", which is not of the form NAME=TEXT");
  }

  @Test
  void a_class_that_is_no_encoder_is_refused() {
    set("sluice.index", "pages");
    set("sluice.value.encoder", "java.lang.String");

    assertThat(problems())
        .containsExactly(
            "sluice.value.encoder is \"java.lang.String\" but must be a class that implements"
                + " ValueEncoder");
  }

  @Test
  void offsets_of_files_are_refused_as_ids() {
    set("sluice.index", "pages");
    set("sluice.id", "key");
    job.setNumReduceTasks(0);

    assertThat(problems())
        .containsExactly(
            "sluice.id is \"key\", but the keys of this job are file offsets from"
                + " TextInputFormat, which repeat in every file: write the id as a Text key and"
                + " declare it with job.setOutputKeyClass(Text.class), or set sluice.id to"
                + " field:NAME");
  }

  @Test
  void offsets_of_files_are_refused_as_ids_in_the_old_API_too() {
    JobConf old = (JobConf) job.getConfiguration();
    old.setUseNewMapper(false);
    job.setNumReduceTasks(0);
    set("sluice.index", "pages");
    set("sluice.id", "key");

    assertThat(problems()).singleElement().asString().contains("file offsets from TextInputFormat");

    old.setMapperClass(TokenCountMapper.class);
    job.setMapOutputKeyClass(Text.class);

    assertThatCode(() -> WriteSubmission.of(job)).doesNotThrowAnyException();
  }

  @Test
  void keys_that_a_mapper_makes_or_a_sequence_file_holds_are_no_offsets() throws IOException {
    set("sluice.index", "pages");
    set("sluice.id", "key");
    job.setNumReduceTasks(0);
    job.setMapperClass(KeyingMapper.class);
    job.setOutputKeyClass(Text.class);
    Job sequence = newJob();
    sequence.getConfiguration().set("sluice.index", "pages");
    sequence.getConfiguration().set("sluice.id", "key");
    sequence.setNumReduceTasks(0);
    sequence.setInputFormatClass(SequenceFileInputFormat.class);

    assertThatCode(() -> WriteSubmission.of(job)).doesNotThrowAnyException();
    assertThatCode(() -> WriteSubmission.of(sequence)).doesNotThrowAnyException();
  }

  @Test
  void updates_and_deletes_need_ids() {
    set("sluice.index", "pages");
    set("sluice.operation", "delete");

    assertThat(problems())
        .containsExactly(
            "sluice.operation is \"delete\", which needs the ids of existing documents: set"
                + " sluice.id to key or field:NAME");
  }

  @Test
  void the_create_file_must_be_there_and_hold_an_object() throws IOException {
    set("sluice.index", "pages");
    set("sluice.index.create", temp.resolve("missing.json").toString());
    assertThat(problems())
        .singleElement()
        .asString()
        .startsWith(
            "sluice.index.create is \""
                + temp.resolve("missing.json")
                + "\", read as a file name; the file cannot be read: ");

    set("sluice.index.create", Files.writeString(temp.resolve("list.json"), "[]").toString());
    assertThat(problems())
        .containsExactly(
            "sluice.index.create is \""
                + temp.resolve("list.json")
                + "\", read as a file name; the file does not contain one JSON object: not a JSON"
                + " object at byte 0");
  }

  @Test
  void a_job_directory_that_exists_is_refused() {
    set("sluice.index", "pages");
    set("sluice.job.dir", temp.toUri().toString());

    assertThat(problems())
        .containsExactly(
            "sluice.job.dir is \"file:"
                + temp
                + "\", which already exists: use a new directory, so that this job's rejected"
                + " documents and task manifests do not mix with those of another job");
  }

  @Test
  void a_secret_in_the_configuration_is_refused_and_not_repeated() {
    set("sluice.index", "pages");
    set("sluice.auth.user", "u");
    set("sluice.auth.password", "hunter2");

    assertThat(problems())
        .contains(
            "sluice.auth.password is in the job configuration, which other users can read: move"
                + " it to a credential provider (hadoop.security.credential.provider.path) or to"
                + " a file set with sluice.secrets.file")
        .noneMatch(problem -> problem.contains("hunter2"));
  }

  @Test
  void a_slip_of_the_pen_in_a_key_is_pointed_out() {
    set("sluice.bulk.inflight", "3");
    set("sluice.colour", "red");
    set("sluice.hbase.table", "crawl");
    set("sluice.internal.index", "pages");
    set("sluice.auth.password", "not for the log");

    assertThat(new UnknownKeys(WriteSubmission.knownSettings()).in(job.getConfiguration()))
        .containsExactly(
            "sluice.bulk.inflight is not a Sluice key and has no effect; did you mean"
                + " sluice.bulk.in-flight?",
            "sluice.colour is not a Sluice key and has no effect");
  }

  @Test
  void every_default_is_what_it_was() {
    assertThat(
            Stream.of(OutputSettings.ALL, LoadSettings.ALL)
                .flatMap(List::stream)
                .collect(Collectors.toMap(Setting::key, Setting::fallback)))
        .containsOnly(
            Map.entry("sluice.index", ""),
            Map.entry("sluice.index.create", "auto"),
            Map.entry("sluice.dry-run", "false"),
            Map.entry("sluice.id", "none"),
            Map.entry("sluice.id.generate", "auto"),
            Map.entry("sluice.id.unique", "false"),
            Map.entry("sluice.index.load-mode", "normal"),
            Map.entry("sluice.index.load-mode.force", "false"),
            Map.entry("sluice.index.alias", ""),
            Map.entry("sluice.commit.force-merge", "0"),
            Map.entry("sluice.commit.health-timeout", "10m"),
            Map.entry("sluice.commit.refresh", "true"),
            Map.entry("sluice.operation", "index"),
            Map.entry("sluice.routing.field", ""),
            Map.entry("sluice.pipeline", ""),
            Map.entry("sluice.update.retry-on-conflict", "0"),
            Map.entry("sluice.value.encoder", ""),
            Map.entry("sluice.job.dir", ""),
            Map.entry("sluice.speculation.allow", "false"),
            Map.entry("sluice.secrets.file", ""));
  }

  private void set(String key, String value) {
    job.getConfiguration().set(key, value);
  }

  private List<String> problems() {
    return catchThrowableOfType(ConfigException.class, () -> WriteSubmission.of(job)).problems();
  }

  private static Job newJob() {
    try {
      return Job.getInstance(new Configuration());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static final class KeyingMapper extends Mapper<LongWritable, Text, Text, Text> {}
}
