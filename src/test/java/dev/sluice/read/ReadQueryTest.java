package dev.sluice.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadQueryTest {

  @Test
  void vectors_are_asked_for_only_where_they_would_be_left_out() {
    ReadQuery some = ReadQuery.all().withFields("[\"a\"]");

    assertThat(ReadQuery.all().extent(false)).isEmpty();
    assertThat(ReadQuery.all().extent(true)).isEqualTo(",\"_source\":{\"exclude_vectors\":false}");
    assertThat(some.extent(false)).isEqualTo(",\"_source\":[\"a\"]");
    assertThat(some.extent(true))
        .isEqualTo(",\"_source\":{\"includes\":[\"a\"],\"exclude_vectors\":false}");
  }
}
