package dev.sluice.cli.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.bulk.action.VersionType;
import dev.sluice.config.ConfigException;
import dev.sluice.io.BulkActionWritable;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.apache.hadoop.mrunit.types.Pair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkLineMapperTest {

  private final MapDriver<LongWritable, Text, Writable, BulkActionWritable> driver =
      MapDriver.newMapDriver(new BulkLineMapper());

  private List<BulkActionWritable> map(String... lines) throws IOException {
    driver.setMapInputPath(new Path("hdfs://h/bulk/a.json"));
    long offset = 0;
    for (String line : lines) {
      driver.addInput(new LongWritable(offset), new Text(line));
      offset += line.getBytes(UTF_8).length + 1;
    }
    return driver.run().stream().map(Pair::getSecond).toList();
  }

  private static String source(BulkActionWritable action) {
    return new String(action.source(), UTF_8);
  }

  private static String error(BulkActionWritable action) {
    return action.error().map(BulkError::toString).orElse("");
  }

  @Test
  void an_action_and_the_line_behind_it_are_one_and_a_delete_has_no_source() throws IOException {
    List<BulkActionWritable> actions =
        map(
            "{\"index\":{\"_id\":\"1\"}}",
            "{\"k\": 1}",
            "{\"create\":{\"_index\":\"other\",\"routing\":\"r\",\"pipeline\":\"p\"}}",
            "{\"k\":2}",
            "{\"delete\":{\"_id\":3}}",
            "{ \"index\" : { } }\r",
            "{\"delete\":{\"_id\":\"x\"}}");

    assertThat(actions).allMatch(action -> action.error().isEmpty());
    assertThat(actions)
        .extracting(BulkActionWritable::operation)
        .containsExactly(Operation.INDEX, Operation.CREATE, Operation.DELETE, Operation.INDEX);
    assertThat(actions.get(0).id()).contains("1");
    assertThat(actions.get(0).index()).isEmpty();
    assertThat(source(actions.get(0))).isEqualTo("{\"k\": 1}");
    assertThat(actions.get(1).id()).isEmpty();
    assertThat(actions.get(1).index()).contains("other");
    assertThat(actions.get(1).routing()).contains("r");
    assertThat(actions.get(1).pipeline()).contains("p");
    assertThat(actions.get(2).id()).contains("3");
    assertThat(source(actions.get(2))).isEmpty();
    assertThat(source(actions.get(3))).isEqualTo("{\"delete\":{\"_id\":\"x\"}}");
  }

  @Test
  void versions_are_judged_as_the_action_says() throws IOException {
    List<BulkActionWritable> actions =
        map(
            "{\"index\":{\"_id\":\"1\",\"version\":7,\"version_type\":\"external\"}}",
            "{}",
            "{\"delete\":{\"_id\":\"1\",\"version\":8,\"version_type\":\"external_gte\"}}",
            "{\"index\":{\"_id\":\"1\",\"version\":7}}",
            "{}");

    assertThat(actions.get(0).version()).hasValue(7);
    assertThat(actions.get(0).versionType()).contains(VersionType.EXTERNAL);
    assertThat(actions.get(1).versionType()).contains(VersionType.EXTERNAL_GTE);
    assertThat(error(actions.get(2)))
        .contains("a version requires version_type external or external_gte");
  }

  @Test
  void an_update_of_a_partial_document_can_be_repeated_and_any_other_is_sent_as_it_is()
      throws IOException {
    List<BulkActionWritable> actions =
        map(
            "{\"update\":{\"_id\":\"1\",\"retry_on_conflict\":3}}",
            "{\"doc\":{\"a\":1}}",
            "{\"update\":{\"_id\":\"1\"}}",
            "{\"doc_as_upsert\":true,\"doc\":{\"a\":1}}",
            "{\"update\":{\"_id\":\"1\"}}",
            "{\"doc\":{\"a\":1},\"upsert\":{}}",
            "{\"update\":{\"_id\":\"1\"}}",
            "{\"script\":{\"source\":\"ctx._source.n++\"}}");

    assertThat(actions)
        .extracting(BulkActionWritable::operation)
        .containsExactly(Operation.UPDATE, Operation.UPSERT, Operation.SCRIPT, Operation.SCRIPT);
    assertThat(actions.get(0).retryOnConflict()).isEqualTo(3);
    assertThat(source(actions.get(1))).isEqualTo("{\"a\":1}");
    assertThat(source(actions.get(2))).isEqualTo("{\"doc\":{\"a\":1},\"upsert\":{}}");
  }

  @Test
  void blank_lines_between_actions_count_for_nothing_and_behind_one_they_are_no_source()
      throws IOException {
    List<BulkActionWritable> actions =
        map("", "{\"index\":{\"_id\":\"1\"}}", "", "{\"delete\":{\"_id\":\"2\"}}", "  ");

    assertThat(actions).hasSize(2);
    assertThat(actions.get(0).id()).contains("1");
    assertThat(error(actions.get(0)))
        .startsWith("not_one_json_object: hdfs://h/bulk/a.json, line at byte 23: no content");
    assertThat(actions.get(1).operation()).isEqualTo(Operation.DELETE);
    assertThat(actions.get(1).error()).isEmpty();
  }

  @Test
  void a_source_that_is_none_is_rejected_alone_with_the_id_of_its_action() throws IOException {
    List<BulkActionWritable> actions =
        map(
            "{\"index\":{\"_id\":\"1\",\"_index\":\"i\",\"routing\":\"r\"}}",
            "{\"k\":",
            "{\"index\":{\"_id\":\"2\"}}",
            "{\"k\":2}",
            "{\"index\":{\"_id\":\"3\"}}");

    assertThat(actions).hasSize(3);
    assertThat(actions.get(0).id()).contains("1");
    assertThat(actions.get(0).index()).contains("i");
    assertThat(actions.get(0).routing()).contains("r");
    assertThat(source(actions.get(0))).isEqualTo("{\"k\":");
    assertThat(error(actions.get(0))).startsWith("not_one_json_object");
    assertThat(actions.get(1).error()).isEmpty();
    assertThat(error(actions.get(2))).contains("the file ends before the source of the action");
    assertThat(actions.get(2).id()).contains("3");
  }

  @ValueSource(
      strings = {
        "{\"k\":1}",
        "{\"index\":{\"colour\":\"red\"}}",
        "{\"index\":{},\"delete\":{}}",
        "{\"index\":1}",
        "{}",
        "no json"
      })
  @ParameterizedTest
  void a_line_that_is_no_action_fails_the_task_with_file_and_offset(String line) {
    assertThatThrownBy(() -> map("{\"index\":{}}", "{}", line, "{\"delete\":{\"_id\":\"1\"}}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(
            "hdfs://h/bulk/a.json, line at byte 16 is not an action of a bulk request: ");
  }

  @Test
  void what_an_action_asks_for_and_cannot_have_rejects_it_alone() throws IOException {
    List<BulkActionWritable> actions =
        map(
            "{\"index\":{\"_id\":\"1\",\"if_seq_no\":3,\"if_primary_term\":1}}",
            "{}",
            "{\"index\":{\"_id\":\"2\",\"require_alias\":true}}",
            "{}",
            "{\"index\":{\"_id\":\"3\",\"require_alias\":false,\"_type\":\"_doc\"}}",
            "{}");

    assertThat(error(actions.get(0))).contains("if_primary_term");
    assertThat(error(actions.get(1))).contains("require_alias");
    assertThat(actions.get(2).error()).isEmpty();
  }
}
