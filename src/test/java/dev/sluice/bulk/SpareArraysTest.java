package dev.sluice.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.json.ByteArray;
import org.junit.jupiter.api.Test;

class SpareArraysTest {

  private final SpareArrays spares = new SpareArrays(100);

  @Test
  void an_array_of_the_size_is_used_again_empty() {
    ByteArray used = new ByteArray(100);
    used.write('x');

    spares.put(used);

    assertThat(spares.bytes()).isEqualTo(100);
    assertThat(spares.take(100)).isSameAs(used);
    assertThat(used.length()).isZero();
    assertThat(spares.take(100)).isNotSameAs(used);
  }

  @Test
  void an_array_of_another_size_is_neither_kept_nor_taken() {
    ByteArray used = new ByteArray(100);
    spares.put(used);
    spares.put(new ByteArray(200));

    assertThat(spares.bytes()).isEqualTo(100);
    assertThat(spares.take(200).capacity()).isEqualTo(200);
    assertThat(spares.take(50).capacity()).isEqualTo(50);
  }

  @Test
  void no_more_is_kept_than_allowed() {
    for (int i = 0; i < 5; i++) {
      spares.put(new ByteArray(100));
    }

    spares.limit(299);

    assertThat(spares.bytes()).isEqualTo(200);
  }

  @Test
  void nobody_reads_what_was_given_away() {
    GrowingBytes bytes = new GrowingBytes(10, 10, spares);
    bytes.last().write('x');

    bytes.free();

    assertThatThrownBy(() -> bytes.array(0)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
