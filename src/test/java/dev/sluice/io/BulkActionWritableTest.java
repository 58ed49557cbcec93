package dev.sluice.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.bulk.action.VersionType;
import java.io.IOException;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.Reducer;
import org.apache.hadoop.mrunit.mapreduce.MapReduceDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BulkActionWritableTest {

  private static final byte[] JSON = "xx{\"a\":1}yy".getBytes(UTF_8);

  @Test
  void an_action_with_every_part_survives_the_shuffle() throws IOException {
    BulkActionWritable action =
        BulkActionWritable.of(Operation.INDEX)
            .index("pages")
            .id("Zürich")
            .routing("r")
            .version(7, VersionType.EXTERNAL_GTE)
            .pipeline("p")
            .retryOnConflict(3)
            .foreignSource(JSON, 2, 7)
            .rejected(BulkError.of("mapping_error", "column a:b has 3 bytes"))
            .build();

    BulkActionWritable copy = copyOf(action);

    assertThat(copy).isEqualTo(action).hasSameHashCodeAs(action);
    assertThat(copy.version()).hasValue(7);
    assertThat(copy.source()).isEqualTo("{\"a\":1}".getBytes(UTF_8));
    assertThat(copy.error()).map(BulkError::toString).contains(action.error().get().toString());
  }

  @Test
  void the_condition_of_a_delete_survives_the_shuffle_and_reaches_the_engine() throws IOException {
    BulkActionWritable action =
        BulkActionWritable.of(Operation.DELETE).id("1").ifUnchanged(7, 2).build();

    BulkActionWritable copy = copyOf(action);

    assertThat(copy).isEqualTo(action);
    assertThat(copy.toAction().ifSeqNo).isEqualTo(7);
    assertThat(copy.toAction().ifPrimaryTerm).isEqualTo(2);
  }

  @Test
  void a_create_that_yields_survives_the_shuffle_and_reaches_the_engine() throws IOException {
    BulkActionWritable action = BulkActionWritable.of(Operation.CREATE).id("1").ifAbsent().build();

    BulkActionWritable copy = copyOf(action);

    assertThat(copy).isEqualTo(action);
    assertThat(copy.toAction().ifAbsent).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void every_operation_survives_the_shuffle(Operation operation) throws IOException {
    BulkActionWritable action = BulkActionWritable.of(operation).id("1").build();

    assertThat(copyOf(action)).isEqualTo(action);
    assertThat(copyOf(action).error()).isEmpty();
    assertThat(copyOf(action).version()).isEmpty();
  }

  @Test
  void half_a_surrogate_pair_in_an_id_reaches_the_engine_which_rejects_it_alone()
      throws IOException {
    BulkActionWritable action =
        BulkActionWritable.of(Operation.INDEX).id("a\ud83d").routing("\ude00\ud83d\ude00").build();

    assertThat(copyOf(action)).isEqualTo(action);
  }

  @Test
  void a_small_action_costs_four_bytes_more_than_its_parts() throws IOException {
    BulkActionWritable action =
        BulkActionWritable.of(Operation.INDEX).id("1").source(JSON, 2, 7).build();

    assertThat(bytesOf(action).getLength()).isEqualTo(1 + 1 + 1 + (1 + 1) + (1 + 7));
  }

  @Test
  void a_value_that_hadoop_reuses_keeps_nothing_of_the_one_before() throws IOException {
    BulkActionWritable reused =
        BulkActionWritable.of(Operation.DELETE)
            .id("1")
            .version(3, VersionType.EXTERNAL)
            .rejected(BulkError.of("type", "reason"))
            .build();
    BulkActionWritable plain = BulkActionWritable.of(Operation.INDEX).source(JSON, 2, 7).build();

    read(reused, bytesOf(plain));

    assertThat(reused).isEqualTo(plain);
  }

  @Test
  void reading_does_not_write_into_bytes_the_caller_lent() throws IOException {
    byte[] lent = JSON.clone();
    BulkActionWritable reused =
        BulkActionWritable.of(Operation.INDEX).source(lent, 0, lent.length).build();

    read(reused, bytesOf(BulkActionWritable.of(Operation.INDEX).source(JSON, 2, 7).build()));

    assertThat(lent).isEqualTo(JSON);
  }

  @Test
  void bytes_of_another_format_are_refused_by_name() {
    DataInputBuffer in = new DataInputBuffer();
    in.reset(new byte[] {9, 0, 0, 0}, 4);

    assertThatThrownBy(() -> new BulkActionWritable().readFields(in))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "a bulk action was written in format 9, but this version of Sluice reads format 1:"
                + " use the same Sluice jar in every task");
  }

  @Test
  void content_does_not_show_in_its_text() {
    BulkActionWritable action =
        BulkActionWritable.of(Operation.INDEX).index("i").id("1").source(JSON, 2, 7).build();

    assertThat(action).hasToString("index i/1, 7 bytes");
  }

  @Test
  void mrunit_which_copies_what_it_passes_on_sees_equal_actions() throws IOException {
    BulkActionWritable action =
        BulkActionWritable.of(Operation.UPSERT).id("1").source(JSON, 2, 7).build();

    MapReduceDriver.newMapReduceDriver(
            new Mapper<Text, BulkActionWritable, Text, BulkActionWritable>(),
            new Reducer<Text, BulkActionWritable, Text, BulkActionWritable>())
        .withInput(new Text("k"), action)
        .withOutput(new Text("k"), action)
        .runTest();
  }

  private static BulkActionWritable copyOf(BulkActionWritable action) throws IOException {
    BulkActionWritable copy = new BulkActionWritable();
    read(copy, bytesOf(action));
    return copy;
  }

  private static DataOutputBuffer bytesOf(BulkActionWritable action) throws IOException {
    DataOutputBuffer out = new DataOutputBuffer();
    action.write(out);
    return out;
  }

  private static void read(BulkActionWritable into, DataOutputBuffer bytes) throws IOException {
    DataInputBuffer in = new DataInputBuffer();
    in.reset(bytes.getData(), bytes.getLength());
    into.readFields(in);
    assertThat(in.available()).isZero();
  }
}
