package dev.sluice.cli.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.bulk.action.VersionType;
import dev.sluice.io.BulkActionWritable;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeMapperTest {

  private final MapDriver<Writable, Text, Writable, BulkActionWritable> driver =
      MapDriver.newMapDriver(new EnvelopeMapper());

  private BulkActionWritable map(String line) throws IOException {
    MapDriver<Writable, Text, Writable, BulkActionWritable> once =
        MapDriver.newMapDriver(new EnvelopeMapper());
    once.getConfiguration().addResource(driver.getConfiguration());
    once.setMapInputPath(new Path("hdfs://h/jobs/42/rejected/a.ndjson"));
    return once.withInput(new LongWritable(42), new Text(line)).run().get(0).getSecond();
  }

  private void keepIndex(boolean keep) throws IOException {
    Job job = Job.getInstance(driver.getConfiguration());
    EnvelopeMapper.setUp(job, keep);
    job.getConfiguration()
        .getPropsWithPrefix("dev.sluice.")
        .forEach((key, value) -> driver.getConfiguration().set("dev.sluice." + key, value));
  }

  @Test
  void an_envelope_becomes_the_action_that_it_was() throws IOException {
    keepIndex(true);

    BulkActionWritable action =
        map(
            "{\"_index\":\"pages\",\"_id\":\"1\",\"_routing\":\"r\",\"_version\":5,\"op\":\"create\",\"error\":{\"type\":\"x\"},\"_source\":{\"n\":"
                + " 1.50}}");

    assertThat(action.operation()).isEqualTo(Operation.CREATE);
    assertThat(action.index()).contains("pages");
    assertThat(action.id()).contains("1");
    assertThat(action.routing()).contains("r");
    assertThat(action.version()).hasValue(5);
    assertThat(action.versionType()).contains(VersionType.EXTERNAL_GTE);
    assertThat(new String(action.source(), UTF_8)).isEqualTo("{\"n\": 1.50}");
    assertThat(action.error()).isEmpty();
  }

  @Test
  void a_conditional_action_keeps_its_condition() throws IOException {
    String line =
        "{\"job\":\"failed\",\"_index\":\"pages\",\"_id\":\"1\",\"_if_seq_no\":7,"
            + "\"_if_primary_term\":2,\"op\":\"delete\"}";

    BulkActionWritable action = map(line);

    assertThat(action.operation()).isEqualTo(Operation.DELETE);
    assertThat(action.ifSeqNo()).hasValue(7);
    assertThat(action.ifPrimaryTerm()).hasValue(2);
    assertThat(action.error()).isEmpty();
  }

  @Test
  void for_a_data_stream_documents_are_created_without_a_version() throws IOException {
    driver.getConfiguration().set("sluice.operation", "create");

    BulkActionWritable action =
        map("{\"_id\":\"1\",\"_version\":5,\"op\":\"index\",\"_source\":{\"n\":1}}");

    assertThat(action.operation()).isEqualTo(Operation.CREATE);
    assertThat(action.version()).isEmpty();
  }

  @Test
  void a_load_sends_every_document_to_the_index_that_was_named() throws IOException {
    keepIndex(false);

    assertThat(map("{\"_index\":\"pages\",\"_source\":{}}").index()).isEmpty();
  }

  @Test
  void a_document_that_was_rejected_for_want_of_an_id_is_so_again() throws IOException {
    BulkActionWritable action = map("{\"_id\":\"\",\"op\":\"index\",\"_source\":{}}");

    assertThat(action.error())
        .map(BulkError::toString)
        .contains(
            "no_id: hdfs://h/jobs/42/rejected/a.ndjson, line at byte 42: the document was"
                + " rejected before it had an id: set its _id (and its _routing, if the load set"
                + " one), or name the id rule of the load with --id field:NAME. With --id none,"
                + " each replay adds the document again");
  }

  @Test
  void a_document_without_an_id_is_rejected_in_a_replay_unless_an_id_rule_is_given()
      throws IOException {
    String line = "{\"op\":\"index\",\"_source\":{\"u\":1}}";
    assertThat(map(line).error()).isEmpty();
    Job job = Job.getInstance(driver.getConfiguration());
    EnvelopeMapper.needIds(job);
    driver.getConfiguration().addResource(job.getConfiguration());

    assertThat(map(line).error()).map(BulkError::type).contains("no_id");
    assertThat(map(line).id()).contains("");

    driver.getConfiguration().set("sluice.id", "field:u");
    assertThat(map(line).error()).isEmpty();
    assertThat(map(line).id()).isEmpty();
  }

  @Test
  void a_document_of_a_failed_job_is_created_unless_it_has_a_version() throws IOException {
    String index = "{\"job\":\"failed\",\"_id\":\"1\",\"op\":\"index\",\"_source\":{}}";
    String versioned = "{\"job\":\"failed\",\"_id\":\"1\",\"_version\":3,\"_source\":{}}";

    assertThat(map(index).operation()).isEqualTo(Operation.CREATE);
    assertThat(map(versioned).operation()).isEqualTo(Operation.INDEX);
    assertThat(map(versioned).versionType()).contains(VersionType.EXTERNAL_GTE);
    assertThat(map(index.replace("failed", "done")).operation()).isEqualTo(Operation.INDEX);
  }

  @Test
  void so_is_each_document_where_the_job_is_known_to_have_failed() throws IOException {
    Job job = Job.getInstance(driver.getConfiguration());
    EnvelopeMapper.ofFailedJob(job);
    driver.getConfiguration().addResource(job.getConfiguration());

    assertThat(map("{\"_id\":\"1\",\"op\":\"index\",\"_source\":{}}").operation())
        .isEqualTo(Operation.CREATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"update", "upsert", "script", "delete"})
  void an_action_of_a_failed_job_that_could_undo_something_newer_is_rejected(String op)
      throws IOException {
    String line = "{\"_id\":\"1\",\"op\":\"" + op + "\",\"_source\":{}}";

    assertThat(map(line).error()).isEmpty();
    BulkActionWritable refused = map("{\"job\":\"failed\"," + line.substring(1));
    assertThat(refused.error()).map(BulkError::type).contains("of_failed_job");
    assertThat(refused.id()).contains("1");
  }

  @Test
  void a_line_that_is_longer_than_the_limit_is_rejected_with_file_and_offset() throws IOException {
    driver.getConfiguration().setInt("mapreduce.input.linerecordreader.line.maxlength", 20);

    BulkActionWritable action = map("{\"_id\":\"1\",\"_source\":{}}");

    assertThat(action.error())
        .map(BulkError::toString)
        .contains(
            "line_too_long: hdfs://h/jobs/42/rejected/a.ndjson, line at byte 42: a line longer than"
                + " 20 bytes, the limit set by mapreduce.input.linerecordreader.line.maxlength");
  }

  @Test
  void a_rule_for_ids_gives_it_one() throws IOException {
    driver.getConfiguration().set("sluice.id", "field:url");

    BulkActionWritable action = map("{\"_id\":\"\",\"op\":\"index\",\"_source\":{\"url\":\"u\"}}");

    assertThat(action.error()).isEmpty();
    assertThat(action.id()).isEmpty();
  }

  @Test
  void what_is_no_envelope_is_rejected_with_file_and_offset() throws IOException {
    BulkActionWritable action = map("{\"title\":\"x\"}");

    assertThat(action.error())
        .map(BulkError::toString)
        .contains(
            "not_an_envelope: hdfs://h/jobs/42/rejected/a.ndjson, line at byte 42: the line has"
                + " no op and no _source, so it is not an envelope at byte 0 of the line");
    assertThat(new String(action.source(), UTF_8)).isEqualTo("{\"title\":\"x\"}");
  }
}
