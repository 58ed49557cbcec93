package dev.sluice.hbase.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.sluice.routing.Region;
import dev.sluice.routing.RegionFold;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.util.ReflectionUtils;
import org.junit.jupiter.api.Test;

class GroupedSplitTest {

  private static final List<Region> REGIONS =
      List.of(
          Region.of(new byte[] {(byte) 0xff}, new byte[0], "host-1", 300),
          Region.of(new byte[0], new byte[] {0}, "host-1", 5_000_000_000L),
          Region.of(new byte[] {0, 9}, new byte[] {0, 10}, "host-2", 7));

  private static final GroupedSplit SPLIT =
      GroupedSplit.of(RegionFold.fold(REGIONS, 1).get(0), Region::end);

  @Test
  void a_split_knows_its_length_its_host_and_its_ranges_by_key() {
    assertThat(SPLIT.getLength()).isEqualTo(5_000_000_307L);
    assertThat(SPLIT.getLocations()).containsExactly("host-1");
    assertThat(SPLIT.ranges().toString())
        .isEqualTo("[[\"\", \"\\x00\"), [\"\\x00\\x09\", \"\\x00\\x0A\"), [\"\\xFF\", \"\")]");
  }

  @Test
  void a_split_arrives_as_it_was_sent() throws IOException {
    GroupedSplit arrived = sent(written(SPLIT));

    assertThat(arrived)
        .hasToString(
            "3 ranges, about 5000000307 bytes, on host-1:"
                + " [\"\", \"\\x00\") to [\"\\xFF\", \"\")");
    assertThat(arrived.ranges()).hasToString(SPLIT.ranges().toString());
    assertThat(arrived.getLength()).isEqualTo(SPLIT.getLength());
    assertThat(arrived.getLocations()).isEqualTo(SPLIT.getLocations());
    assertThat(arrived.ranges())
        .extracting(range -> range.snapshotPart)
        .containsExactly(new byte[] {0}, new byte[] {0, 10}, new byte[0]);
  }

  @Test
  void a_split_without_a_server_has_no_location() {
    Region nowhere = Region.of(new byte[0], new byte[0], "", 1);

    GroupedSplit split =
        GroupedSplit.of(RegionFold.fold(List.of(nowhere), 1).get(0), region -> new byte[0]);

    assertThat(split.getLocations()).isEmpty();
  }

  @Test
  void a_split_of_another_format_is_refused() throws IOException {
    byte[] bytes = written(SPLIT);
    bytes[0] = 2;

    assertThatIOException()
        .isThrownBy(() -> sent(bytes))
        .withMessageContaining("format 2")
        .withMessageContaining("same Sluice jar");
  }

  private static byte[] written(GroupedSplit split) throws IOException {
    DataOutputBuffer out = new DataOutputBuffer();
    split.write(out);
    byte[] bytes = new byte[out.getLength()];
    System.arraycopy(out.getData(), 0, bytes, 0, bytes.length);
    return bytes;
  }

  private static GroupedSplit sent(byte[] bytes) throws IOException {
    GroupedSplit split = ReflectionUtils.newInstance(GroupedSplit.class, new Configuration(false));
    DataInputBuffer in = new DataInputBuffer();
    in.reset(bytes, bytes.length);
    split.readFields(in);
    return split;
  }
}
