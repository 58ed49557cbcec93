package dev.sluice.hbase.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadProgressTest {

  private final ReadProgress progress = new ReadProgress(List.of(range(100), range(300)));

  @Test
  void ranges_behind_count_whole_however_many_bytes_they_gave() {
    progress.read(0, 1);
    progress.read(1, 0);

    assertThat(progress.fraction()).isEqualTo(0.25f);
  }

  @Test
  void a_range_is_not_done_before_the_next_begins() {
    progress.read(0, 1_000_000);

    assertThat(progress.fraction()).isEqualTo(0.25f);
  }

  @Test
  void rows_are_weighed_by_what_the_ranges_behind_took() {
    progress.read(0, 1_000);
    progress.read(1, 1_500);

    assertThat(progress.fraction()).isEqualTo((100 + 150) / 400f);
  }

  @Test
  void nothing_to_read_is_no_progress() {
    assertThat(new ReadProgress(List.of(range(0))).fraction()).isZero();
  }

  private static SplitRange range(long bytes) {
    return SplitRange.of(new byte[0], new byte[0], bytes, new byte[0]);
  }
}
