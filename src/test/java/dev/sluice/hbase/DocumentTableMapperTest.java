package dev.sluice.hbase;

import static dev.sluice.testing.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.bulk.action.VersionType;
import dev.sluice.config.ConfigException;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.testing.Rows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.hbase.client.Result;
import org.apache.hadoop.hbase.io.ImmutableBytesWritable;
import org.apache.hadoop.hbase.mapreduce.ResultSerialization;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mrunit.mapreduce.MapDriver;
import org.junit.jupiter.api.Test;

class DocumentTableMapperTest {

  @Test
  void rows_become_actions_keyed_by_id() throws IOException {
    driver("_id = key as hex\n_version = ts max\n_routing = f:t\na = f:a as int")
        .withInput(key(), row("r1").with("f:a", 1).with("f:t", "x").result())
        .withInput(key(), row("r2").with("f:t", "y").result())
        .withOutput(new Text("7231"), action("7231", "x", "{\"a\":1}"))
        .withOutput(new Text("7232"), action("7232", "y", "{}"))
        .runTest();
  }

  @Test
  void a_row_that_can_be_no_document_goes_out_rejected() throws IOException {
    String reason = "row r1, column f:a: found 1 byte (x), but an int has 4 bytes";
    byte[] record = record("r1", "cjE=");
    BulkActionWritable rejected =
        BulkActionWritable.of(Operation.INDEX)
            .id("r1")
            .foreignSource(record, 0, record.length)
            .rejected(BulkError.of("sluice_bad_row", reason))
            .build();

    driver("a = f:a as int")
        .withInput(key(), row("r1").with("f:a", "x").result())
        .withOutput(new Text("r1"), rejected)
        .runTest();
  }

  @Test
  void a_row_without_an_id_goes_out_rejected_under_no_key() throws IOException {
    String reason =
        "row \\xFF, _id: found 1 byte (\\xFF), but it is not UTF-8; use hex, base64url or sha256";
    byte[] record = record("\\\\xFF", "/w==");
    BulkActionWritable rejected =
        BulkActionWritable.of(Operation.INDEX)
            .id("")
            .foreignSource(record, 0, record.length)
            .rejected(BulkError.of("sluice_bad_row", reason))
            .build();

    driver("a = f:a")
        .withInput(key(), row("r1").with("f:a", "x").result())
        .withInput(key(), row("\\xFF").with("f:a", "x").result())
        .withOutput(
            new Text("r1"),
            BulkActionWritable.of(Operation.INDEX)
                .id("r1")
                .source("{\"a\":\"x\"}".getBytes(StandardCharsets.UTF_8), 0, 9)
                .build())
        .withOutput(new Text(""), rejected)
        .runTest();
  }

  @Test
  void the_task_fails_where_the_mapping_says_so() {
    MapDriver<ImmutableBytesWritable, Result, Text, BulkActionWritable> driver =
        driver("a = f:a as int\non error = fail")
            .withInput(key(), row("r1").with("f:a", "x").result());

    assertThatThrownBy(driver::run)
        .isInstanceOf(IOException.class)
        .hasMessage("row r1, column f:a: found 1 byte (x), but an int has 4 bytes");
  }

  @Test
  void values_left_out_are_counted() throws IOException {
    MapDriver<ImmutableBytesWritable, Result, Text, BulkActionWritable> driver =
        driver("a.* = f:* as int\non error = skip-field")
            .withInput(key(), row("r1").with("f:a", "x").with("f:b", "y").with("f:c", 1).result());

    driver.run();

    assertThat(driver.getCounters().findCounter("Sluice", "VALUES_SKIPPED").getValue())
        .isEqualTo(2);
  }

  @Test
  void a_job_without_a_mapping_is_told_the_key() {
    MapDriver<ImmutableBytesWritable, Result, Text, BulkActionWritable> driver =
        MapDriver.newMapDriver(new DocumentTableMapper());
    driver.getConfiguration().setStrings("io.serializations", serializations());
    driver.withInput(key(), row("r1").with("f:a", "x").result());

    assertThatThrownBy(driver::run)
        .isInstanceOf(ConfigException.class)
        .hasMessage("sluice.hbase.mapping is not set: set it to the mapping lines");
  }

  private static MapDriver<ImmutableBytesWritable, Result, Text, BulkActionWritable> driver(
      String mapping) {
    MapDriver<ImmutableBytesWritable, Result, Text, BulkActionWritable> driver =
        MapDriver.newMapDriver(new DocumentTableMapper());
    driver.getConfiguration().setStrings("io.serializations", serializations());
    driver.getConfiguration().set("sluice.hbase.mapping", mapping);
    return driver;
  }

  private static byte[] record(String row, String base64) {
    String text =
        "[{\"row\":\""
            + row
            + "\",\"row_base64\":\""
            + base64
            + "\",\"cells\":[{\"column\":\"f:a\",\"timestamp\":1600000000000,"
            + "\"base64\":\"eA==\"}]}]";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String[] serializations() {
    return new String[] {
      "org.apache.hadoop.io.serializer.WritableSerialization", ResultSerialization.class.getName()
    };
  }

  private static ImmutableBytesWritable key() {
    return new ImmutableBytesWritable(new byte[0]);
  }

  private static BulkActionWritable action(String id, String routing, String json) {
    byte[] source = json.getBytes(StandardCharsets.UTF_8);
    return BulkActionWritable.of(Operation.INDEX)
        .id(id)
        .routing(routing)
        .version(Rows.TIME, VersionType.EXTERNAL_GTE)
        .source(source, 0, source.length)
        .build();
  }
}
