package dev.sluice.mapreduce.encode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.UnencodableException;
import dev.sluice.testing.ActionText;
import java.io.IOException;
import org.apache.hadoop.io.ArrayWritable;
import org.apache.hadoop.io.BooleanWritable;
import org.apache.hadoop.io.ByteWritable;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.DoubleWritable;
import org.apache.hadoop.io.FloatWritable;
import org.apache.hadoop.io.GenericWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.MD5Hash;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.ObjectWritable;
import org.apache.hadoop.io.ShortWritable;
import org.apache.hadoop.io.SortedMapWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.VIntWritable;
import org.apache.hadoop.io.VLongWritable;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.security.token.Token;
import org.junit.jupiter.api.Test;

class WritableEncoderTest {

  private static final Text KEY = new Text("k");

  @Test
  void text_is_a_document_that_the_engine_checks() throws IOException {
    Encoding job = Encoding.with("sluice.id", "key");

    assertThat(job.address(KEY, new Text("{\"a\":1}"))).isEqualTo("index /k");
    assertThat(job.source(KEY, new Text("{\"a\":1}"))).isEqualTo("{\"a\":1}");
    assertThat(ActionText.isForeign(job.encode(KEY, new Text("{}")))).isTrue();
  }

  @Test
  void the_padding_of_bytes_and_of_a_reused_text_is_no_part_of_the_document() throws IOException {
    Encoding job = Encoding.with("sluice.id", "key");
    BytesWritable bytes = new BytesWritable("{\"a\":\"long\"}".getBytes(UTF_8));
    bytes.set("{}".getBytes(UTF_8), 0, 2);
    Text text = new Text("{\"a\":\"long\"}");
    text.set("{}");

    assertThat(job.source(KEY, bytes)).isEqualTo("{}");
    assertThat(job.source(KEY, text)).isEqualTo("{}");
  }

  @Test
  void every_kind_of_field_has_its_form_in_json() throws IOException {
    SortedMapWritable<Text> map = new SortedMapWritable<>();
    map.put(new Text("bool"), new BooleanWritable(true));
    map.put(new Text("byte"), new ByteWritable((byte) -1));
    map.put(new Text("bytes"), padded(1, 2, 3));
    map.put(new Text("double"), new DoubleWritable(0.5));
    map.put(new Text("float"), new FloatWritable(0.1f));
    map.put(new Text("int"), new IntWritable(7));
    map.put(new Text("long"), new LongWritable(Long.MIN_VALUE));
    map.put(new Text("md5"), new MD5Hash("000102030405060708090a0b0c0d0e0f"));
    map.put(new Text("null"), NullWritable.get());
    map.put(new Text("short"), new ShortWritable((short) 300));
    map.put(new Text("text"), new Text("Zürich \"\n"));
    map.put(new Text("vint"), new VIntWritable(5));
    map.put(new Text("vlong"), new VLongWritable(6));

    assertThat(Encoding.with().source(KEY, map))
        .isEqualTo(
            "{\"bool\":true,\"byte\":-1,\"bytes\":\"AQID\",\"double\":0.5,\"float\":0.1,\"int\":7,"
                + "\"long\":-9223372036854775808,\"md5\":\"000102030405060708090a0b0c0d0e0f\",\"null\":null,\"short\":300,\"text\":\"Zürich"
                + " \\\"\\n"
                + "\",\"vint\":5,\"vlong\":6}");
  }

  @Test
  void maps_and_arrays_nest() throws IOException {
    MapWritable inner = mapOf(new Text("n"), new IntWritable(1));
    ArrayWritable array =
        new ArrayWritable(Writable.class, new Writable[] {new Text("x"), inner, inner});

    assertThat(Encoding.with().source(KEY, mapOf(new Text("a"), array)))
        .isEqualTo("{\"a\":[\"x\",{\"n\":1},{\"n\":1}]}");
  }

  @Test
  void a_value_inside_an_object_writable_is_written_as_itself() throws IOException {
    assertThat(Encoding.with().source(KEY, mapOf(new Text("a"), new ObjectWritable("s"))))
        .isEqualTo("{\"a\":\"s\"}");
    assertThat(Encoding.with().source(KEY, mapOf(new Text("a"), new ObjectWritable(KEY))))
        .isEqualTo("{\"a\":\"k\"}");
  }

  @Test
  void what_a_generic_writable_brings_is_written_as_itself() throws IOException {
    Either either = new Either();
    either.set(new Text("{\"a\":1}"));
    assertThat(Encoding.with("sluice.id", "key").source(KEY, either)).isEqualTo("{\"a\":1}");

    either.set(mapOf(new Text("a"), new Text("b")));
    assertThat(Encoding.with("sluice.id", "key").source(KEY, either)).isEqualTo("{\"a\":\"b\"}");
  }

  private static final class Either extends GenericWritable {
    @Override
    @SuppressWarnings("unchecked")
    protected Class<? extends Writable>[] getTypes() {
      return (Class<? extends Writable>[]) new Class<?>[] {Text.class, MapWritable.class};
    }
  }

  @Test
  void an_array_of_strings_holds_what_Hadoop_makes_of_them() throws IOException {
    ArrayWritable array = new ArrayWritable(new String[] {"x", "ü"});

    assertThat(Encoding.with().source(KEY, mapOf(new Text("a"), array)))
        .isEqualTo("{\"a\":[\"x\",\"ü\"]}");
  }

  @Test
  void names_may_be_numbers() throws IOException {
    assertThat(Encoding.with().source(KEY, mapOf(new IntWritable(3), new Text("x"))))
        .isEqualTo("{\"3\":\"x\"}");
  }

  @Test
  void an_empty_map_is_an_empty_document_and_nothing_is_kept_of_the_one_before()
      throws IOException {
    Encoding job = Encoding.with();

    job.source(KEY, mapOf(new Text("a"), new Text("b")));

    assertThat(job.source(KEY, new MapWritable())).isEqualTo("{}");
  }

  @Test
  void an_unknown_writable_in_a_map_is_refused_by_field_and_class() throws IOException {
    MapWritable map = mapOf(new Text("outer"), mapOf(new Text("inner"), new Token<>()));

    assertThat(Encoding.with("sluice.id", "key").refusal(KEY, map))
        .isEqualTo(
            "index /k: sluice_bad_value: the field \"outer.inner\" contains a value of type"
                + " org.apache.hadoop.security.token.Token, which cannot be written as JSON: use"
                + " Text, a number, BooleanWritable, BytesWritable, ArrayWritable or MapWritable");
  }

  @Test
  void a_number_that_json_has_not_is_refused_by_field() throws IOException {
    assertThat(
            Encoding.with("sluice.id", "key")
                .refusal(KEY, mapOf(new Text("f"), new FloatWritable(Float.NaN))))
        .isEqualTo(
            "index /k: sluice_bad_value: the field \"f\" contains a number that JSON cannot"
                + " represent: NaN");
  }

  @Test
  void a_text_that_is_not_utf8_is_refused_by_field() throws IOException {
    Text broken = new Text();
    broken.set(new byte[] {'a', (byte) 0xFF});

    assertThat(Encoding.with("sluice.id", "key").refusal(KEY, mapOf(new Text("f"), broken)))
        .isEqualTo("index /k: sluice_bad_value: the field \"f\" contains invalid UTF-8 at byte 1");
  }

  @Test
  void a_map_that_holds_itself_is_refused() throws IOException {
    MapWritable map = new MapWritable();
    map.put(new Text("me"), map);

    assertThat(Encoding.with("sluice.id", "key").refusal(KEY, map))
        .endsWith("contains values nested deeper than 100 levels");
  }

  @Test
  void an_explicit_action_keeps_its_parts_and_gets_what_it_leaves_open() throws IOException {
    Encoding job = Encoding.with("sluice.id", "key", "sluice.pipeline", "p");
    BulkActionWritable whole =
        BulkActionWritable.of(Operation.UPSERT)
            .index("i")
            .id("7")
            .routing("r")
            .pipeline("q")
            .build();
    BulkActionWritable open = BulkActionWritable.of(Operation.INDEX).build();

    assertThat(job.address(KEY, whole)).isEqualTo("upsert i/7 routing=r pipeline=q");
    assertThat(job.address(KEY, open)).isEqualTo("index /k pipeline=p");
  }

  @Test
  void of_a_map_that_is_rejected_the_id_and_everything_in_it_is_kept() throws IOException {
    MapWritable inner = mapOf(new Text("bytes"), new Text(new byte[] {'a', (byte) 0xFF}));
    MapWritable map = mapOf(new Text("url"), new Text("u"));
    map.put(new Text("in"), inner);

    UnencodableException refused =
        catchThrowableOfType(
            UnencodableException.class,
            () -> Encoding.with("sluice.id", "field:url").encode(KEY, map));

    assertThat(ActionText.address(refused.action())).isEqualTo("index /u");
    assertThat(ActionText.source(refused.action()))
        .contains(
            "\"url\":\"u\"",
            "{\"bytes\":{\"class\":\"org.apache.hadoop.io.Text\",\"base64\":\"AmH/\"")
        .startsWith("[{")
        .endsWith("}]");
  }

  @Test
  void a_map_that_holds_itself_is_kept_as_far_as_there_is_room() {
    MapWritable map = new MapWritable();
    map.put(new Text("a"), map);
    map.put(new Text("b"), map);

    UnencodableException refused =
        catchThrowableOfType(
            UnencodableException.class, () -> Encoding.with("sluice.id", "key").encode(KEY, map));

    assertThat(refused.action().sourceLength()).isBetween(1_000, 20_000_000);
  }

  @Test
  void an_action_that_a_mapper_rejected_is_refused_with_the_mappers_reason() throws IOException {
    BulkActionWritable rejected =
        BulkActionWritable.of(Operation.DELETE).rejected(BulkError.of("mapping", "bad")).build();

    assertThat(Encoding.with().refusal(KEY, rejected)).isEqualTo("delete /: mapping: bad");
  }

  @Test
  void the_settings_give_operation_routing_pipeline_and_retries() throws IOException {
    Encoding job =
        Encoding.with(
            "sluice.id", "field:id",
            "sluice.operation", "upsert",
            "sluice.routing.field", "site.host",
            "sluice.pipeline", "p",
            "sluice.update.retry-on-conflict", "3");

    assertThat(job.address(KEY, new Text("{\"id\":7,\"site\":{\"host\":\"h\"}}")))
        .isEqualTo("upsert /7 routing=h pipeline=p retries=3");
  }

  @Test
  void a_document_without_its_routing_field_is_refused() throws IOException {
    Encoding job = Encoding.with("sluice.id", "key", "sluice.routing.field", "host");

    assertThat(job.refusal(KEY, new Text("{}")))
        .isEqualTo(
            "index /k: sluice_bad_id: the document has no field \"host\" with a string or a"
                + " number, required by sluice.routing.field=host");
  }

  @Test
  void a_delete_needs_no_value() throws IOException {
    Encoding job = Encoding.with("sluice.id", "key", "sluice.operation", "delete");

    assertThat(job.address(KEY, NullWritable.get())).isEqualTo("delete /k");
    assertThat(job.source(KEY, new Text("{\"a\":1}"))).isEmpty();
  }

  @Test
  void a_value_of_an_unknown_type_fails_the_task_and_names_the_key_to_set() {
    assertThatThrownBy(() -> Encoding.with().encode(KEY, new IntWritable(1)))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage(
            "cannot convert a value of type org.apache.hadoop.io.IntWritable to a document: write"
                + " Text or BytesWritable (JSON), MapWritable or BulkActionWritable, or set"
                + " sluice.value.encoder to a ValueEncoder for this type");
  }

  @Test
  void a_missing_value_fails_the_task() {
    assertThatThrownBy(() -> Encoding.with().encode(KEY, null))
        .hasMessage(
            "the job wrote a null value with the key \"k\": write a document, or skip the record");
    assertThatThrownBy(() -> Encoding.with().encode(KEY, NullWritable.get()))
        .hasMessageStartingWith("the job wrote a null value with the key \"k\"");
  }

  private static MapWritable mapOf(Writable name, Writable value) {
    MapWritable map = new MapWritable();
    map.put(name, value);
    return map;
  }

  private static BytesWritable padded(int... content) {
    BytesWritable bytes = new BytesWritable(new byte[100]);
    bytes.setSize(content.length);
    for (int i = 0; i < content.length; i++) {
      bytes.getBytes()[i] = (byte) content[i];
    }
    return bytes;
  }

  @Test
  void half_a_surrogate_pair_in_the_text_of_another_type_is_never_a_question_mark()
      throws IOException {
    Object value = java.nio.CharBuffer.wrap("{\"id\":\"a\ud83d\"}");

    Encoding job = Encoding.with("sluice.value.text", "true", "sluice.id", "field:id");

    assertThat(job.address(null, value)).isEqualTo("index /a\ud83d"); // which the engine rejects
  }
}
