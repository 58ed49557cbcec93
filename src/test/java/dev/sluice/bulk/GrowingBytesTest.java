package dev.sluice.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GrowingBytesTest {

  private static final int BULK = 5 << 20;

  private static GrowingBytes filledWith(int pieces, int bytes) {
    GrowingBytes segments = new GrowingBytes(bytes, BULK, GrowingBytes.spares());
    byte[] piece = new byte[bytes];
    for (int i = 0; i < pieces; i++) {
      segments.ensure(bytes);
      segments.last().write(piece);
    }
    return segments;
  }

  @Test
  void no_array_is_large_but_for_a_large_document() {
    GrowingBytes segments = filledWith(1_000, 5_000);

    for (int i = 0; i <= segments.lastNumber(); i++) {
      assertThat(segments.array(i).length).isLessThan(256 << 10);
    }
    assertThat(segments.length()).isEqualTo(5_000_000);
  }

  @Test
  void what_is_written_stays_in_its_array() {
    GrowingBytes segments = filledWith(10, 5_000);
    byte[] first = segments.array(0);

    segments.ensure(200_000);
    segments.last().write(new byte[200_000]);

    assertThat(segments.array(0)).isSameAs(first);
    assertThat(segments.lastNumber()).isPositive();
  }

  @Test
  void the_growth_foretold_is_the_growth() {
    GrowingBytes segments = new GrowingBytes(100, BULK, GrowingBytes.spares());
    for (int need : new int[] {60_000, 60_000, 1_000_000, 10, 70_000}) {
      long foretold = segments.capacity() + segments.growth(need);

      segments.ensure(need);
      segments.last().write(new byte[need]);

      assertThat(segments.capacity()).isEqualTo(foretold);
    }
  }

  @Test
  void a_document_larger_than_the_usual_array_has_one_of_its_size() {
    GrowingBytes segments = filledWith(1, 1_000);

    assertThat(segments.growth(3_000_000)).isEqualTo(3_000_000);
  }
}
