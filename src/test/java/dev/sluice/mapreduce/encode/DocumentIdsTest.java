package dev.sluice.mapreduce.encode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.mapreduce.IndexInputFormat;
import java.io.IOException;
import org.apache.hadoop.hbase.io.ImmutableBytesWritable;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.VLongWritable;
import org.apache.hadoop.mapred.lib.MultithreadedMapRunner;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.lib.input.SequenceFileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.hadoop.mapreduce.lib.map.MultithreadedMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentIdsTest {

  private static final Text DOCUMENT = new Text("{\"url\":\"http://a/\",\"n\":{\"id\":7}}");
  private static final String HASH = "index /17_0042_EbcJ34_CUyGyv1NRqd8H3Q";

  @Test
  void keys_of_every_supported_type_become_ids() throws IOException {
    Encoding job = Encoding.with("sluice.id", "key");
    byte[] row = "xrowy".getBytes(UTF_8);

    assertThat(job.address(new Text("Zürich"), DOCUMENT)).isEqualTo("index /Zürich");
    assertThat(job.address(new BytesWritable(row, 4), DOCUMENT)).isEqualTo("index /xrow");
    assertThat(job.address(new ImmutableBytesWritable(row, 1, 3), DOCUMENT))
        .isEqualTo("index /row");
    assertThat(job.address(new IntWritable(-5), DOCUMENT)).isEqualTo("index /-5");
    assertThat(job.address(new VLongWritable(1L << 40), DOCUMENT))
        .isEqualTo("index /1099511627776");
  }

  @Test
  void a_key_that_is_not_utf8_is_refused_in_hex() throws IOException {
    BytesWritable key = new BytesWritable(new byte[] {0, (byte) 0xFF});

    assertThat(Encoding.with("sluice.id", "key").refusal(key, DOCUMENT))
        .isEqualTo(
            "index /: sluice_bad_id: the key 0x00ff is not UTF-8 and cannot be an id: write the"
                + " id as a Text key");
  }

  @Test
  void a_record_without_a_key_fails_the_task() {
    Encoding job = Encoding.with("sluice.id", "key");

    assertThatThrownBy(() -> job.encode(NullWritable.get(), DOCUMENT))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage(
            "sluice.id is \"key\", but the job writes records without keys: write the id as a"
                + " Text key, or set sluice.id to field:NAME or none");
    assertThatThrownBy(() -> job.encode(null, DOCUMENT)).hasMessageContaining("without keys");
  }

  @Test
  void a_key_of_another_type_fails_the_task_by_its_name() {
    assertThatThrownBy(() -> Encoding.with("sluice.id", "key").encode(new MapWritable(), DOCUMENT))
        .hasMessage(
            "sluice.id is \"key\", but a key of type org.apache.hadoop.io.MapWritable cannot be an"
                + " id: write the id as Text, BytesWritable, ImmutableBytesWritable or a whole"
                + " number, or set sluice.id to field:NAME or none");
  }

  @Test
  void a_field_of_the_json_becomes_the_id() throws IOException {
    assertThat(Encoding.with("sluice.id", "field:url").address(null, DOCUMENT))
        .isEqualTo("index /http://a/");
    assertThat(Encoding.with("sluice.id", "field:n.id").address(null, DOCUMENT))
        .isEqualTo("index /7");
  }

  @Test
  void a_field_of_a_map_becomes_the_id() throws IOException {
    MapWritable map = new MapWritable();
    map.put(new Text("url"), new LongWritable(9));

    assertThat(Encoding.with("sluice.id", "field:url").address(null, map)).isEqualTo("index /9");
  }

  @Test
  void a_document_without_the_field_is_refused() throws IOException {
    assertThat(Encoding.with("sluice.id", "field:isbn").refusal(null, DOCUMENT))
        .isEqualTo(
            "index /: sluice_bad_id: the document has no field \"isbn\" with a string or a"
                + " number, required by sluice.id=field:isbn");
  }

  @Test
  void a_field_cannot_be_taken_from_what_is_no_object() throws IOException {
    assertThat(Encoding.with("sluice.id", "field:url").refusal(null, new Text("[1]")))
        .isEqualTo(
            "index /: sluice_bad_id: the document is not one JSON object: not a JSON object at"
                + " byte 0");
  }

  @Test
  void an_id_of_more_than_512_bytes_is_refused_by_its_beginning() throws IOException {
    Encoding job = Encoding.with("sluice.id", "key");
    String just = "ü".repeat(256);

    assertThat(job.address(new Text(just), DOCUMENT)).isEqualTo("index /" + just);
    assertThat(job.refusal(new Text(just + "x"), DOCUMENT))
        .isEqualTo(
            "index /"
                + just
                + "x: sluice_bad_id: the id is 513 bytes long; the maximum is 512; it starts with "
                + "ü".repeat(64));
  }

  @Test
  void an_empty_id_is_refused() throws IOException {
    assertThat(Encoding.with("sluice.id", "key").refusal(new Text(), DOCUMENT))
        .isEqualTo("index /: sluice_bad_id: the id is empty");
  }

  @Test
  void a_map_task_over_files_numbers_its_documents() throws IOException {
    Encoding job = overFiles();

    assertThat(job.address(null, DOCUMENT)).isEqualTo("index /17_0042_m_000007_0");
    assertThat(job.address(null, DOCUMENT)).isEqualTo("index /17_0042_m_000007_1");
  }

  @Test
  void a_document_that_is_refused_uses_its_number_up() throws IOException {
    Encoding job = overFiles();
    MapWritable bad = new MapWritable();
    bad.put(new Text("f"), new DoubleWritable(Double.NaN));

    assertThat(job.refusal(null, bad)).startsWith("index /17_0042_m_000007_0: sluice_bad_value");
    assertThat(job.address(null, DOCUMENT)).isEqualTo("index /17_0042_m_000007_1");
  }

  @Test
  void behind_a_shuffle_a_document_is_named_by_its_content() throws IOException {
    Encoding job =
        Encoding.with(MRJobConfig.NUM_REDUCES, "2")
            .set(MRJobConfig.INPUT_FORMAT_CLASS_ATTR, TextInputFormat.class);

    assertThat(job.address(null, DOCUMENT)).isEqualTo(HASH);
    assertThat(job.address(null, new Text("{}"))).isNotEqualTo(HASH).hasSameSizeAs(HASH);
    assertThat(job.address(null, DOCUMENT)).isEqualTo(HASH);
  }

  @Test
  void over_other_inputs_and_with_several_threads_a_document_is_named_by_its_content()
      throws IOException {
    Encoding overNoFiles =
        Encoding.with(MRJobConfig.NUM_REDUCES, "0")
            .set(MRJobConfig.INPUT_FORMAT_CLASS_ATTR, IndexInputFormat.class);
    Encoding threads = overFiles().set(MRJobConfig.MAP_CLASS_ATTR, MultithreadedMapper.class);

    assertThat(overNoFiles.address(null, DOCUMENT)).isEqualTo(HASH);
    assertThat(threads.address(null, DOCUMENT)).isEqualTo(HASH);
  }

  @Test
  void in_the_old_API_a_document_of_a_file_is_named_by_its_number_unless_threads_read_it()
      throws IOException {
    Encoding threads = overOldFiles().set("mapred.map.runner.class", MultithreadedMapRunner.class);

    assertThat(overOldFiles().address(null, DOCUMENT)).isEqualTo("index /17_0042_m_000007_0");
    assertThat(threads.address(null, DOCUMENT)).isEqualTo(HASH);
  }

  @Test
  void the_content_id_of_a_map_does_not_depend_on_what_the_map_held_before() throws IOException {
    MapWritable fresh = new MapWritable();
    MapWritable reused = new MapWritable();
    MapWritable inner = new MapWritable();
    for (int i = 0; i < 5_000; i++) {
      reused.put(new Text("other" + i), new LongWritable(i));
      inner.put(new Text("other" + i), new LongWritable(i));
    }
    reused.clear();
    inner.clear();
    MapWritable freshInner = new MapWritable();
    for (int i = 0; i < 40; i++) {
      fresh.put(new Text("field" + i), new LongWritable(i));
      reused.put(new Text("field" + (39 - i)), new LongWritable(39 - i));
      freshInner.put(new Text("field" + i), new LongWritable(i));
      inner.put(new Text("field" + (39 - i)), new LongWritable(39 - i));
    }
    fresh.put(new Text("in"), freshInner);
    reused.put(new Text("in"), inner);
    assertThat(reused.keySet()).asString().isNotEqualTo(fresh.keySet().toString());
    Encoding byContent = Encoding.with("sluice.id.generate", "content");
    Encoding creates = Encoding.with("sluice.id", "field:field7", "sluice.operation", "create");

    assertThat(byContent.address(null, reused)).isEqualTo(byContent.address(null, fresh));
    assertThat(byContent.source(null, reused)).isEqualTo(byContent.source(null, fresh));
    assertThat(creates.source(null, reused)).isEqualTo(creates.source(null, fresh));
  }

  @ParameterizedTest
  @ValueSource(strings = {"elasticsearch", "opensearch"})
  void a_map_with_an_order_of_its_own_keeps_it(String peer) throws Exception {
    // Of the drop-in jar, which is compiled apart.
    Class<?> type = Class.forName("org." + peer + ".hadoop.mr.LinkedMapWritable");
    MapWritable ordered = (MapWritable) type.getConstructor().newInstance();
    ordered.put(new Text("b"), new LongWritable(1));
    ordered.put(new Text("a"), new LongWritable(2));

    assertThat(Encoding.with("sluice.id.generate", "content").source(null, ordered))
        .isEqualTo("{\"b\":1,\"a\":2}");
  }

  private static Encoding asThere() {
    return Encoding.with(
        "sluice.id", "field:f", "sluice.id.numbers", "double", "sluice.id.null", "generate");
  }

  /** What elasticsearch-hadoop 8.19.25 writes for the same JSON. */
  @ParameterizedTest
  @CsvSource({
    "1.50, 1.5",
    "1e3, 1000.0",
    "1E3, 1000.0",
    "-0, 0",
    "-0.0, -0.0",
    "0, 0",
    "100, 100",
    "1.0, 1.0",
    "1e0, 1.0",
    "0.1, 0.1",
    "1e-7, 1.0E-7",
    "0.00001, 1.0E-5",
    "12345678.9, 1.23456789E7",
    "1e7, 1.0E7",
    "1e6, 1000000.0",
    "9007199254740993, 9007199254740993",
    "123456789012345678901234567890, 123456789012345678901234567890",
    "true, true",
    "'\"1.50\"', 1.50",
    "'\"null\"', null"
  })
  void numbers_become_the_ids_that_elasticsearch_hadoop_makes_of_them(String json, String id)
      throws IOException {
    Text document = new Text("{\"f\":" + json + "}");

    assertThat(asThere().address(null, document)).isEqualTo("index /" + id);
    assertThat(Encoding.with("sluice.id", "field:f").address(null, document))
        .isEqualTo("index /" + json.replace("\"", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "-1e400",
        "12345678901234567890.5",
        "9007199254740993.0",
        "1e-999999999999"
      })
  void a_number_that_would_become_another_rejects_its_document(String json) throws IOException {
    assertThat(asThere().refusal(null, new Text("{\"f\":" + json + "}")))
        .contains("the number " + json + " is out of range for a double");
  }

  @Test
  void a_document_whose_id_is_null_gets_one_where_that_is_asked_for() throws IOException {
    Text nothing = new Text("{\"f\":null,\"n\":1}");
    Encoding files =
        asThere()
            .set(MRJobConfig.NUM_REDUCES, "0")
            .set(MRJobConfig.INPUT_FORMAT_CLASS_ATTR, SequenceFileInputFormat.class);

    assertThat(files.address(null, new Text("{\"f\":7}"))).isEqualTo("index /7");
    assertThat(files.address(null, nothing)).isEqualTo("index /17_0042_m_000007_0");
    assertThat(files.address(null, nothing)).isEqualTo("index /17_0042_m_000007_1");
    assertThat(asThere().refusal(null, new Text("{\"n\":1}"))).contains("has no field \"f\"");
    assertThat(asThere().set("sluice.operation", "delete").refusal(null, nothing))
        .contains("has no field \"f\"");
    assertThat(Encoding.with("sluice.id", "field:f").refusal(null, nothing))
        .contains("has no field \"f\"");
  }

  @Test
  void the_server_makes_up_ids_where_the_user_accepts_that() throws IOException {
    assertThat(Encoding.with("sluice.id.generate", "server").address(null, DOCUMENT))
        .isEqualTo("index /");
  }

  @Test
  void identical_documents_stay_as_many_as_they_are_where_each_is_wanted() throws IOException {
    Encoding overFiles = overFiles().set("sluice.id.generate", "each");

    assertThat(overFiles.address(null, DOCUMENT)).isEqualTo("index /17_0042_m_000007_0");
    assertThat(overFiles.address(null, DOCUMENT)).isEqualTo("index /17_0042_m_000007_1");
    assertThat(Encoding.with("sluice.id.generate", "each").address(null, DOCUMENT))
        .isEqualTo("index /");
  }

  @Test
  void a_delete_whose_id_the_server_should_make_up_is_refused() throws IOException {
    Encoding job = Encoding.with("sluice.id.generate", "server", "sluice.operation", "delete");

    assertThat(job.refusal(null, DOCUMENT))
        .isEqualTo(
            "delete /: sluice_bad_id: an action \"delete\" requires an id: set the id in the"
                + " action, or set sluice.id to key or field:NAME");
  }

  private static Encoding overFiles() {
    return Encoding.with(MRJobConfig.NUM_REDUCES, "0")
        .set(MRJobConfig.INPUT_FORMAT_CLASS_ATTR, SequenceFileInputFormat.class);
  }

  private static Encoding overOldFiles() {
    return Encoding.with(MRJobConfig.NUM_REDUCES, "0", "mapred.mapper.new-api", "false")
        .set("mapred.input.format.class", org.apache.hadoop.mapred.SequenceFileInputFormat.class);
  }
}
