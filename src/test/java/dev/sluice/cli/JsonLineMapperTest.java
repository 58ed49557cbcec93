package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.BulkError;
import dev.sluice.mapreduce.BulkActionWritable;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLineMapperTest {

  private final MapDriver<LongWritable, Text, NullWritable, Writable> driver =
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
}
