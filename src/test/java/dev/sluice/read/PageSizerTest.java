package dev.sluice.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How many documents are asked for. */
class PageSizerTest {

  private static final long WANTED = 5_000_000;

  private static PageSizer unknown() {
    return PageSizer.first(WANTED, 10_000, 0);
  }

  @Test
  void it_starts_with_five_hundred_or_what_is_thought_to_fit() {
    assertThat(unknown().documents()).isEqualTo(500);
    assertThat(PageSizer.first(WANTED, 10_000, 10).documents()).isEqualTo(500);
    assertThat(PageSizer.first(WANTED, 10_000, 25_000).documents()).isEqualTo(100);
    assertThat(PageSizer.first(WANTED, 10_000, 20_000_000).documents()).isEqualTo(1);
    assertThat(PageSizer.first(WANTED, 100, 0).documents()).isEqualTo(100);
  }

  @Test
  void it_comes_to_the_bytes_wanted_and_grows_no_faster_than_fourfold() {
    PageSizer size = unknown();

    size.came(500 * 100);
    int first = size.documents();
    size.came(first * 1_000L);
    int second = size.documents();
    size.came(second * 73_000L);

    assertThat(first).isEqualTo(2_000);
    assertThat(second).isEqualTo(5_000);
    assertThat(size.documents()).isEqualTo(68);
  }

  @Test
  void it_stays_within_one_and_the_most() {
    PageSizer size = unknown();

    size.came(500 * 40_000_000L);
    int huge = size.documents();
    for (int i = 0; i < 10; i++) {
      size.came(2L * size.documents());
    }

    assertThat(huge).isEqualTo(1);
    assertThat(size.documents()).isEqualTo(10_000);
  }

  @Test
  void a_page_too_large_takes_it_down_to_one_at_last() {
    PageSizer size = unknown();

    size.busy();
    int half = size.documents();
    size.tooLarge();
    int less = size.documents();
    for (int i = 0; i < 10; i++) {
      size.tooLarge();
    }

    assertThat(half).isEqualTo(250);
    assertThat(less).isEqualTo(62);
    assertThat(size.documents()).isEqualTo(1);
  }

  @Test
  void the_size_of_a_page_is_expected_to_be_that_of_the_page_before() {
    PageSizer sizer = PageSizer.first(WANTED, 10_000, 0);
    sizer.came(500 * 100);

    assertThat(sizer.documents()).isEqualTo(2_000);
    assertThat(sizer.expectedBytes(1 << 20)).isEqualTo(210_000);
    assertThat(sizer.expectedBytes(1_000)).isEqualTo(1_000);
  }

  @Test
  void a_first_page_is_expected_to_be_of_a_megabyte_or_as_large_as_wanted() {
    assertThat(PageSizer.first(1_000, 10_000, 0).expectedBytes(1 << 30)).isEqualTo(1_050);
    assertThat(PageSizer.first(9 << 20, 10_000, 0).expectedBytes(1 << 30))
        .isEqualTo((int) ((1 << 20) * 1.05));
  }
}
