package dev.sluice.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.ReadShard;
import java.io.IOException;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.DataOutputBuffer;
import org.junit.jupiter.api.Test;

class IndexSplitTest {

  private static IndexSplit sent(ReadShard shard) throws IOException {
    DataOutputBuffer out = new DataOutputBuffer();
    new IndexSplit(shard).write(out);
    assertThat(out.getLength()).isLessThan(200);
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
  void what_is_not_known_stays_unknown() throws IOException {
    ReadShard shard = ReadShard.of("pages", 0);

    IndexSplit split = sent(shard);

    assertThat(split.shard()).usingRecursiveComparison().isEqualTo(shard);
    assertThat(split.getLength()).isEqualTo(1);
    assertThat(split.getLocations()).isEmpty();
  }
}
