package dev.sluice.mapreduce.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.Settings;
import dev.sluice.io.MapValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.ArrayWritable;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each type and value, as elasticsearch-hadoop makes it: the table was written by running it. */
class TypedMapsTest {

  private static final Path TABLE =
      Path.of("src/test/resources/dev/sluice/mapreduce/typed-maps.txt");

  /** As the drop-in jar's: arrays of a class, which keep what is null. */
  private static final class Arrays implements MapValues {
    @Override
    public MapWritable map() {
      return new MapWritable();
    }

    @Override
    public Writable list(Class<? extends Writable> type, Writable[] values) {
      return new ArrayWritable(type, values);
    }
  }

  private final Map<String, String> keys = new HashMap<>();

  private MapWritable map(String json, MapValues made) throws IOException {
    byte[] bytes = json.getBytes(UTF_8);
    return new TypedMaps(
            FieldKinds.of(List.of(section("fields"))),
            InputOptions.read(Settings.from(keys::get)),
            made)
        .of(bytes, 0, bytes.length);
  }

  private String shown(String json) throws IOException {
    return show(map(json, new Arrays()));
  }

  private static Map<String, String> section(String name) throws IOException {
    Map<String, String> fields = new TreeMap<>();
    lines(name).forEach(line -> fields.put(line.split(" ")[0], line.split(" ")[1]));
    return fields;
  }

  private static List<String> lines(String section) throws IOException {
    List<String> lines = new ArrayList<>();
    String now = "";
    for (String line : Files.readAllLines(TABLE, UTF_8)) {
      if (line.startsWith("## ")) {
        now = line.substring(3);
      } else if (now.equals(section) && !line.isEmpty()) {
        lines.add(line);
      }
    }
    return lines;
  }

  static Stream<Arguments> rows() throws IOException {
    List<Arguments> rows = new ArrayList<>();
    for (String section : List.of("defaults", "unmapped", "empty")) {
      List<String> lines = lines(section);
      for (int i = 0; i < lines.size(); i += 2) {
        rows.add(Arguments.of(section, lines.get(i), lines.get(i + 1).strip()));
      }
    }
    return rows.stream();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("rows")
  void a_document_becomes_what_it_becomes_in_elasticsearch_hadoop(
      String section, String json, String expected) throws IOException {
    keys.put("sluice.read.map.unmapped", Boolean.toString(section.equals("unmapped")));
    keys.put("sluice.read.map.empty-as-null", Boolean.toString(!section.equals("empty")));

    assertThat(shown(json)).isEqualTo(expected);
  }

  @Test
  void what_elasticsearch_takes_though_elasticsearch_hadoop_does_not_is_taken() throws IOException {
    assertThat(shown("{\"l\":\"1.7\",\"i\":\"1.2e1\"}")).isEqualTo("{i: Int(12), l: Long(1)}");
    assertThat(shown("{\"dn\":\"2020-01-02T03:04:05.123456789Z\"}"))
        .isEqualTo("{dn: Text(2020-01-02T03:04:05.123456789Z)}");
    assertThat(shown("{\"zz_join\":\"q\"}")).isEqualTo("{zz_join: Text(q)}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"i\":3000000000} | the field \"i\" has a value that is not of type integer",
        "{\"b\":300} | the field \"b\" has a value that is not of type byte",
        "{\"l\":12345678901234567890} | the field \"l\" has a value that is not of type long",
        "{\"l\":1e999999999} | the field \"l\" has a value that is not of type long",
        "{\"o\":{\"y\":{\"z\":\"secret\"}}} | the field \"o.y.z\" has a value that is not of type"
            + " short",
        "{\"d\":[1,\"secret\"]} | the field \"d\" has a value that is not of type double",
        "{\"bo\":\"secret\"} | the field \"bo\" has a value that is not of type boolean",
        "{\"i\":true} | the field \"i\" has a value that is not of type integer"
      })
  void a_value_that_is_none_of_its_type_is_told_by_its_field_alone(String json, String why) {
    assertThatThrownBy(() -> shown(json))
        .isInstanceOf(UnreadableException.class)
        .hasMessage(why)
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "o.x,k | '' | {k: Text(key), o: {x: Int(1)}}",
        "o | '' | {o: {}}",
        "o.* | o.y | {o: {x: Int(1)}}",
        "o* | '' | {o: {x: Int(1), y: {z: Short(2)}}}",
        "n.x | '' | {n: Map[{x: Float(1.5)}]}",
        "'' | o.y,n,k | {o: {x: Int(1)}}",
        "nothing | '' | {}"
      })
  void fields_are_taken_as_elasticsearch_hadoop_takes_them(
      String include, String exclude, String expected) throws IOException {
    keys.put("sluice.read.map.include", include);
    keys.put("sluice.read.map.exclude", exclude);

    assertThat(shown("{\"k\":\"key\",\"o\":{\"x\":1,\"y\":{\"z\":2}},\"n\":[{\"x\":1.5}]}"))
        .isEqualTo(expected);
  }

  @Test
  void some_fields_are_arrays_always() throws IOException {
    keys.put("sluice.read.map.arrays", "k,o,i");
    keys.put("sluice.read.map.empty-as-null", "true");

    assertThat(shown("{\"k\":\"key\",\"i\":[1],\"o\":{\"x\":1}}"))
        .isEqualTo("{i: Int[Int(1)], k: Text[Text(key)], o: Map[{x: Int(1)}]}");
    assertThat(shown("{\"k\":\"\",\"i\":null}")).isEqualTo("{i: Null, k: Text[Null]}");
  }

  @Test
  void plain_maps_go_through_a_shuffle() throws IOException {
    MapWritable map = map("{\"k\":[\"a\",null],\"n\":{\"x\":1}}", new PlainMaps());

    MapWritable arrived = WritableUtils.clone(map, new Configuration(false));

    assertThat(show(arrived)).isEqualTo("{k: [Text(a), Null], n: [{x: Float(1.0)}]}");
  }

  private static String show(Writable value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof NullWritable) {
      return "Null";
    }
    if (value instanceof MapWritable map) {
      TreeMap<String, String> fields = new TreeMap<>();
      map.forEach((name, field) -> fields.put(name.toString(), show(field)));
      StringJoiner text = new StringJoiner(", ", "{", "}");
      fields.forEach((name, field) -> text.add(name + ": " + field));
      return text.toString().replace("\n", "\\n");
    }
    if (value instanceof ArrayWritable array) {
      List<String> items = Stream.of(array.get()).map(TypedMapsTest::show).toList();
      Class<?> type = array.getValueClass();
      return (type == Writable.class ? "" : name(type)) + items;
    }
    if (value instanceof BytesWritable bytes) {
      return "Bytes(" + new String(bytes.copyBytes(), UTF_8) + ")";
    }
    return name(value.getClass()) + "(" + value + ")";
  }

  private static String name(Class<?> type) {
    return type.getSimpleName().replace("Writable", "");
  }
}
