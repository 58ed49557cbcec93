package dev.sluice.mapreduce.repair;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchSizeTest {

  private final BatchSize size = new BatchSize();

  private int after(int batch, long bytes) {
    size.had(batch, bytes);
    return size.next();
  }

  @Test
  void batches_of_small_documents_double_up_to_a_limit() {
    assertThat(size.next()).isEqualTo(5);
    assertThat(after(5, 5_000)).isEqualTo(10);
    assertThat(after(40, 40_000)).isEqualTo(50);
    assertThat(after(50, 0)).isEqualTo(50);
  }

  @Test
  void batches_of_large_documents_shrink_to_one() {
    assertThat(after(50, 50L << 20)).isEqualTo(4);
    assertThat(after(4, 400L << 20)).isEqualTo(1);
    assertThat(after(1, 1_000)).isEqualTo(2);
  }

  @Test
  void records_are_looked_up_when_they_are_many_or_large() {
    assertThat(size.isFull(49, 1_000)).isFalse();
    assertThat(size.isFull(50, 1_000)).isTrue();
    assertThat(size.isFull(1, 4 << 20)).isTrue();
  }
}
