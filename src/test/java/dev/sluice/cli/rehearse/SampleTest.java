package dev.sluice.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTest {

  private static final long GB = 1L << 30;

  private static FileSplit split(String file, long start, long length) {
    return new FileSplit(new Path(file), start, length, new String[0]);
  }

  private static Trial trial(int number, int tasks) {
    return new Trial(number, tasks, Duration.ofSeconds(10), 0.01);
  }

  @Test
  void tasks_of_a_trial_read_ranges_all_over_a_file_and_none_twice() {
    FileSample sample =
        new FileSample(
            List.of(split("/a", 0, 50 * GB), split("/a", 50 * GB, 50 * GB)), file -> true);

    List<FileSplit> pieces = new ArrayList<>();
    for (TrialFileSplit split : sample.splits(trial(1, 2))) {
      pieces.addAll(split.pieces());
    }

    pieces.sort((a, b) -> Long.compare(a.getStart(), b.getStart()));
    assertThat(pieces).hasSize(2 * FileSample.PIECES);
    for (int i = 0; i < pieces.size(); i++) {
      long stratum = 100 * GB / pieces.size();
      assertThat(pieces.get(i).getStart()).isBetween(i * stratum, (i + 1) * stratum);
      assertThat(pieces.get(i).getStart() + pieces.get(i).getLength())
          .isLessThanOrEqualTo((i + 1) * stratum);
    }
    assertThat(pieces.stream().mapToLong(FileSplit::getLength).sum()).isBetween(GB / 2, GB + 1);
  }

  @Test
  void trials_read_different_files_and_large_ones_more_often() {
    FileSample sample =
        new FileSample(
            List.of(split("/a", 0, 10 * GB), split("/b", 0, 80 * GB), split("/c", 0, 10 * GB)),
            file -> true);

    List<String> read = new ArrayList<>();
    for (int number = 0; number < 20; number++) {
      sample.splits(trial(number, 1)).forEach(each -> read.add(each.getPath().toString()));
    }

    assertThat(read).contains("/a", "/b", "/c");
    assertThat(read.stream().filter("/b"::equals)).hasSizeBetween(13, 18);
  }

  @Test
  void of_a_compressed_file_one_task_reads_the_beginning() {
    FileSample sample =
        new FileSample(List.of(split("/a.gz", 0, GB), split("/b.gz", 0, GB)), file -> false);

    List<TrialFileSplit> splits = sample.splits(trial(0, 5));

    assertThat(splits).hasSize(2).extracting(FileSplit::getStart).containsOnly(0L);
    assertThat(splits).extracting(TrialFileSplit::recordBytes).containsOnly((256L << 20) / 2);
    assertThat(sample.size().headOnly).isFalse();
    assertThat(new FileSample(List.of(split("/a.gz", 0, GB)), file -> false).size().headOnly)
        .isTrue();
  }

  @Test
  void a_small_input_is_read_as_a_whole() {
    FileSample sample =
        new FileSample(List.of(split("/a", 0, 100), split("/b", 0, 50)), file -> true);

    assertThat(sample.size().whole).isTrue();
    assertThat(sample.splits(trial(0, 1)))
        .extracting(FileSplit::getLength)
        .containsExactly(100L, 50L);
  }

  @Test
  void a_split_of_a_trial_survives_its_way_to_the_task() throws Exception {
    TrialFileSplit split =
        new TrialFileSplit(new Path("/a"), new long[] {5, 70}, 9, 33, new String[0]);
    DataOutputBuffer out = new DataOutputBuffer();
    split.write(out);
    DataInputBuffer in = new DataInputBuffer();
    in.reset(out.getData(), out.getLength());

    TrialFileSplit read = new TrialFileSplit();
    read.readFields(in);

    assertThat(read.pieces()).extracting(FileSplit::getStart).containsExactly(5L, 70L);
    assertThat(read.getLength()).isEqualTo(18);
    assertThat(read.recordBytes()).isEqualTo(33);
  }

  @Test
  void the_pieces_of_a_region_begin_at_even_distances_within_it() {
    byte[][] keys = KeyRange.cut(bytes("a"), bytes("e"), 4, 0);

    assertThat(Arrays.stream(keys).map(key -> (char) key[0])).containsExactly('a', 'b', 'c', 'd');
    byte[][] moved = KeyRange.cut(bytes("row-10"), bytes("row-11"), 4, 0.5);
    assertThat(moved.length).isEqualTo(4);
    for (byte[] key : moved) {
      assertThat(Arrays.compareUnsigned(key, bytes("row-10"))).isPositive();
      assertThat(Arrays.compareUnsigned(key, bytes("row-11"))).isNegative();
    }
    assertThat(KeyRange.cut(new byte[0], new byte[0], 4, 0).length).isEqualTo(4);
    assertThat(KeyRange.cut(bytes("a"), bytes("a\0"), 4, 0.5)).isNotEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0%", "101%", "1", "4s", "31m", "1h", "-1%", "5 m"})
  void an_extent_that_is_neither_a_share_nor_a_time_is_refused(String text) {
    assertThatThrownBy(() -> Extent.parse(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("\"" + text + "\" but must be a share of the input, such as 1%");
  }

  @Test
  void an_extent_is_a_share_or_a_time() {
    assertThat(Extent.parse("2.5%").share).isEqualTo(0.025);
    assertThat(Extent.parse("2m").time).isEqualTo(Duration.ofMinutes(2));
  }
}
