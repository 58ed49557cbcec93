package dev.sluice.cli.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.io.BulkActionWritable;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLineMapperTest {

  private final MapDriver<LongWritable, Text, Writable, Writable> driver =
      MapDriver.newMapDriver(new JsonLineMapper());

  private Writable map(String line) throws IOException {
    driver.setMapInputPath(new Path("hdfs://h/dump/a.json.gz"));
    return driver.withInput(new LongWritable(42), new Text(line)).run().get(0).getSecond();
  }

  @Test
  void a_line_is_handed_on_byte_for_byte() throws IOException {
    assertThat(map("{\"a\": 1.50, \"b\":\"\\u00e9\"}"))
        .isEqualTo(new Text("{\"a\": 1.50, \"b\":\"\\u00e9\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1,2]", "{\"a\":1} {\"b\":2}", "{\"a\":1,", "null", "no json"})
  void what_is_not_one_object_is_rejected_with_file_and_offset(String line) throws IOException {
    BulkActionWritable action = (BulkActionWritable) map(line);

    BulkError error = action.error().orElseThrow();
    assertThat(error.type()).isEqualTo("not_one_json_object");
    assertThat(error.reason()).startsWith("hdfs://h/dump/a.json.gz, line at byte 42: ");
    assertThat(new String(action.source(), UTF_8)).isEqualTo(line);
  }

  @Test
  void a_line_longer_than_hadoops_limit_is_rejected_with_its_place_and_is_never_a_document()
      throws IOException {
    driver.getConfiguration().setInt("mapreduce.input.linerecordreader.line.maxlength", 7);

    BulkActionWritable action = (BulkActionWritable) map("{\"a\":1} ");

    assertThat(action.error())
        .map(BulkError::toString)
        .contains(
            "line_too_long: hdfs://h/dump/a.json.gz, line at byte 42: a line longer than 7 bytes,"
                + " the limit set by mapreduce.input.linerecordreader.line.maxlength");
    assertThat(new String(action.source(), UTF_8)).isEqualTo("{\"a\":1}  ... and more");
  }

  @Test
  void what_a_line_looks_like_is_said() throws IOException {
    BulkActionWritable action = (BulkActionWritable) map("[{\"a\":1}]");

    assertThat(action.error().orElseThrow().reason())
        .contains("not a JSON object at byte 0 of the line; it looks like a JSON array");
  }

  @Test
  void with_ids_from_the_input_a_line_has_one_even_if_it_is_rejected() throws IOException {
    InputIds.use(driver.getConfiguration());

    BulkActionWritable action = (BulkActionWritable) map("no json");

    assertThat(action.id().orElseThrow()).matches("[\\w-]{22}_42");
  }
}
