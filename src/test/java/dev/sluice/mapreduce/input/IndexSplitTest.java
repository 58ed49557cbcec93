package dev.sluice.mapreduce.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.search.ReadShard;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.DataOutputBuffer;
import org.junit.jupiter.api.Test;

class IndexSplitTest {

  private static final SplitSettings SETTINGS = SplitSettings.of(conf());

  private static Configuration conf() {
    Configuration conf = new Configuration(false);
    conf.set("sluice.read.value", "map");
    conf.set("sluice.internal.read.query", "{\"match\":{\"a\":\"${x}\"}}");
    conf.set("sluice.index", "elsewhere");
    return conf;
  }

  private static IndexSplit sent(ReadShard shard) throws IOException {
    DataOutputBuffer out = new DataOutputBuffer();
    new IndexSplit(shard, SETTINGS).write(out);
    assertThat(out.getLength()).isLessThan(300);
    DataInputBuffer in = new DataInputBuffer();
    in.reset(out.getData(), out.getLength());
    IndexSplit split = new IndexSplit();
    split.readFields(in);
    return split;
  }

  @Test
  void it_travels_with_all_its_parts_and_is_small() throws IOException {
    ReadShard shard =
        ReadShard.of("pages", 3)
            .withFilter("{\"term\":{\"a\":1}}")
            .withNode("n1", "http://es-1:9200", "es-1")
            .withWindow(700)
            .withSize(10, 2_000);

    IndexSplit split = sent(shard);

    assertThat(split.shard()).usingRecursiveComparison().isEqualTo(shard);
    assertThat(split.getLength()).isEqualTo(2_000);
    assertThat(split.getLocations()).containsExactly("es-1");
    assertThat(split).hasToString("shard 3 of pages");
  }

  @Test
  void the_settings_it_was_made_under_hold_and_others_of_reading_do_not() throws IOException {
    Configuration ofTask = new Configuration(false);
    ofTask.set("sluice.read.value", "text");
    ofTask.set("sluice.read.limit", "3");
    ofTask.set("sluice.index", "target");

    Configuration read = sent(ReadShard.of("pages", 0)).over(ofTask);

    assertThat(read.get("sluice.read.value")).isEqualTo("map");
    assertThat(QuerySetting.load(read)).contains("{\"match\":{\"a\":\"${x}\"}}");
    assertThat(read.get("sluice.read.limit")).isNull();
    assertThat(read.get("sluice.index")).isEqualTo("target");
    assertThat(ofTask.get("sluice.read.limit")).isEqualTo("3");
  }

  @Test
  void the_types_of_many_fields_take_little_of_it() throws IOException {
    Configuration conf = conf();
    FieldKinds.of(
            List.of(
                IntStream.range(0, 2_000)
                    .boxed()
                    .collect(Collectors.toMap(n -> "some.field.number" + n, n -> "keyword"))))
        .store(conf);
    DataOutputBuffer out = new DataOutputBuffer();

    new IndexSplit(ReadShard.of("pages", 0), SplitSettings.of(conf)).write(out);

    assertThat(out.getLength()).isLessThan(20_000);
  }

  @Test
  void what_is_not_known_stays_unknown() throws IOException {
    ReadShard shard = ReadShard.of("pages", 0);

    IndexSplit split = sent(shard);

    assertThat(split.shard()).usingRecursiveComparison().isEqualTo(shard);
    assertThat(split.getLength()).isEqualTo(1);
    assertThat(split.getLocations()).isEmpty();
  }
}
