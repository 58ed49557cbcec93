package dev.sluice.mapreduce.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.io.ListWritable;
import dev.sluice.json.ByteArray;
import dev.sluice.mapreduce.encode.WritableJson;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BooleanWritable;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMapsTest {

  private static MapWritable map(String json) throws IOException {
    byte[] bytes = json.getBytes(UTF_8);
    return JsonMaps.of(bytes, 0, bytes.length, new PlainMaps());
  }

  private static Writable value(String json) throws IOException {
    return map("{\"v\": " + json + " }").get(new Text("v"));
  }

  @Test
  void each_kind_of_value_has_its_type() throws IOException {
    assertThat(value("\"a\\n\\u00e9é\\ud83d\\ude00\"")).isEqualTo(new Text("a\néé\uD83D\uDE00"));
    assertThat(value("-7")).isEqualTo(new LongWritable(-7));
    assertThat(value("9223372036854775807")).isEqualTo(new LongWritable(Long.MAX_VALUE));
    assertThat(value("9223372036854775808")).isEqualTo(new Text("9223372036854775808"));
    assertThat(value("1.50")).isEqualTo(new DoubleWritable(1.5));
    assertThat(value("1e3")).isEqualTo(new DoubleWritable(1_000));
    assertThat(value("true")).isEqualTo(new BooleanWritable(true));
    assertThat(value("false")).isEqualTo(new BooleanWritable(false));
    assertThat(value("null")).isEqualTo(NullWritable.get());
    assertThat(value("{\"x\":{}}")).isEqualTo(map("{\"x\":{}}"));
    assertThat(((ListWritable) value("[1,\"x\",null,[]]")).get()).hasSize(4);
  }

  @Test
  void a_map_goes_through_a_shuffle_and_back_into_json() throws Exception {
    String json = "{\"l\":[1,\"x\",null,[true,{\"d\":1.5}]]}";

    MapWritable arrived = WritableUtils.clone(map(json), new Configuration(false));

    ByteArray written = new WritableJson(false).object(arrived);
    assertThat(new String(written.array(), 0, written.length(), UTF_8)).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "{\"a\":}", "{\"a\":1", "{\"a\":--1}", "{\"a\" 1}"})
  void what_is_no_object_is_an_error(String json) {
    assertThatThrownBy(() -> map(json)).isInstanceOf(IOException.class);
  }
}
