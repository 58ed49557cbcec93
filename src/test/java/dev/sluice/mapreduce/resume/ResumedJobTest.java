package dev.sluice.mapreduce.resume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.cli.lines.JsonLinesInputFormat;
import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.job.JobDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The refusals of a job whose settings or whose earlier job do not allow it to be resumed. */
class ResumedJobTest {

  @TempDir Path dir;

  private final Configuration conf = new Configuration(false);
  private JobDirectory earlier;

  @BeforeEach
  void job() throws IOException {
    earlier = JobDirectory.at(new org.apache.hadoop.fs.Path(dir.resolve("earlier").toUri()));
    conf.set("mapreduce.job.inputformat.class", JsonLinesInputFormat.class.getName());
    conf.set("mapreduce.job.reduces", "0");
    conf.set("mapreduce.job.dir", "/staging/job_17_0003"); // as Hadoop submits it
    conf.set("sluice.index", "pages");
    conf.setBoolean("sluice.internal.checkpoints", true);
    conf.setBoolean("sluice.internal.ids.placed", true);
    ResumedJob.set(conf, earlier.root(), false);
    conf.set("sluice.job.dir", dir.resolve("later").toUri().toString());
  }

  private void leave() throws IOException {
    leave(JobRecord.Inherited.NOTHING);
  }

  private void leave(JobRecord.Inherited inherited) throws IOException {
    new JobRecord(
            "job_17_0001 job_17_0002", 100, JobTerms.of(conf), Collections.emptyMap(), inherited)
        .write(earlier, conf);
  }

  private EarlierJob begin() throws IOException {
    return ResumedJob.begin(context()).orElseThrow();
  }

  private JobContext context() {
    return new JobContextImpl(conf, new JobID("17", 3));
  }

  private AbstractThrowableAssert<?, ?> refusal() {
    return assertThatThrownBy(this::begin)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("cannot resume " + earlier + ": ");
  }

  private Path record() {
    return dir.resolve("earlier/checkpoints/job.record");
  }

  private void change(String from, String to) throws IOException {
    String text = Files.readString(record(), UTF_8);
    assertThat(text).contains(from);
    Files.deleteIfExists(record().resolveSibling(".job.record.crc"));
    Files.writeString(record(), text.replace(from, to), UTF_8);
  }

  @Test
  void the_first_of_all_jobs_is_the_salt_of_generated_ids() throws IOException {
    leave();

    JobContext job = context();

    ResumedJob.begin(job);

    assertThat(job.getConfiguration().get("sluice.internal.resume.first-job"))
        .isEqualTo("job_17_0001");
  }

  @Test
  void a_job_takes_over_what_the_resumed_one_had_taken_over() throws IOException {
    CoveredInput input = CoveredInput.of("a split", "a place", 7, true);
    BulkCounts counts = BulkCounts.ofNumbers(9, 5, 0, 0, 1, 3, 0, 0, 2, 100, 0);
    leave(new JobRecord.Inherited(List.of(input), counts, 9, "pages-1", 0, 0));

    EarlierJob found = begin();

    assertThat(found.records()).isEqualTo(9);
    assertThat(found.inputs()).singleElement().extracting(CoveredInput::place).isEqualTo("a place");
    assertThat(found.inheritance().counts.toNumbers()).isEqualTo(counts.toNumbers());
    assertThat(found.inheritance().indices).isEqualTo("pages-1");
  }

  @Test
  void a_directory_without_checkpoints_is_named() {
    refusal().hasMessageContaining("its job has stored no checkpoints");
  }

  @Test
  void a_record_that_is_cut_short_changed_or_of_another_version_is_named() throws IOException {
    leave();
    change("\"records\":0", "\"records\":1");
    refusal().hasMessageContaining("job.record cannot be used").hasMessageContaining("checksum");

    Files.writeString(record(), "{\"format\":", UTF_8);
    refusal().hasMessageContaining("it is cut short");
  }

  @Test
  void rejected_documents_that_are_gone_are_named() throws IOException {
    leave(new JobRecord.Inherited(Collections.emptyList(), BulkCounts.NONE, 0, "", 42, 0));

    refusal().hasMessageContaining("part-e-00000.ndjson must have 42 bytes");
  }

  @Test
  void another_source_of_ids_is_refused_unless_forced() throws IOException {
    leave();
    conf.set("sluice.id", "field:url");

    refusal().hasMessageContaining("the source of the ids (--id) is another one");

    ResumedJob.set(conf, earlier.root(), true);
    assertThat(begin().inputs()).isEmpty();
  }

  @Test
  void another_mapping_is_refused_without_its_text() throws IOException {
    conf.set("sluice.hbase.mapping", "_id = key\ntitle = p:title\n");
    leave();
    conf.set("sluice.hbase.mapping", "_id = key\ntitle = p:t\n");

    refusal().hasMessageContaining("sluice.hbase.mapping has changed. --force resumes");
  }

  @Test
  void another_index_is_refused_with_both_names() throws IOException {
    leave();
    conf.set("sluice.index", "pages-2");

    refusal().hasMessageContaining("sluice.index is \"pages-2\", but was \"pages\"");
  }

  @Test
  void a_table_that_was_replaced_is_named() throws IOException {
    ResumedJob.readsIn(conf, "table crawl", "1000");
    leave();
    ResumedJob.readsIn(conf, "table crawl", "2000");

    refusal().hasMessageContaining("table crawl was created again, or disabled and enabled");
  }

  @Test
  void ids_by_task_and_record_number_are_refused() throws IOException {
    conf.unset("sluice.internal.ids.placed");
    leave();

    refusal().hasMessageContaining("its ids are made of the numbers of task and record");
  }

  @Test
  void ids_of_the_server_are_refused_unless_twice_is_accepted() throws IOException {
    conf.set("sluice.id.generate", "server");
    leave();

    refusal().hasMessageContaining("Elasticsearch generates its ids");

    conf.set("sluice.update.at-least-once", "true");
    assertThat(begin().inputs()).isEmpty();
  }

  @Test
  void a_script_is_refused_unless_twice_is_accepted() throws IOException {
    conf.set("sluice.script.source", "ctx._source.n++");
    leave();

    refusal().hasMessageContaining("its script may run twice");

    conf.set("sluice.update.at-least-once", "true");
    assertThat(begin().inputs()).isEmpty();
  }

  @Test
  void a_job_without_checkpoints_and_a_dry_run_cannot_resume() throws IOException {
    leave();
    conf.setBoolean("sluice.internal.checkpoints", false);
    refusal().hasMessageContaining("the tasks of this job store no checkpoints");

    conf.setBoolean("sluice.dry-run", true);
    refusal().hasMessageContaining("a dry run sends nothing");
  }
}
