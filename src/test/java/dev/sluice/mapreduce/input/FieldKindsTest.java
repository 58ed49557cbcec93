package dev.sluice.mapreduce.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Indices that do not agree, by what elasticsearch-hadoop makes of each pair of types. */
class FieldKindsTest {

  private static FieldKinds of(String one, String other) {
    return FieldKinds.of(List.of(Map.of("f", one), Map.of("f", other)));
  }

  @ParameterizedTest
  @CsvSource({
    "long, long, LONG",
    "byte, short, SHORT",
    "integer, byte, INTEGER",
    "short, long, LONG",
    "half_float, double, DOUBLE",
    "half_float, float, FLOAT",
    "long, double, TEXT",
    "integer, float, TEXT",
    "keyword, text, TEXT",
    "keyword, long, TEXT",
    "date, keyword, TEXT",
    "date, long, TEXT",
    "boolean, double, TEXT",
    "binary, ip, TEXT",
    "long, flattened, LONG",
    "nested, nested, NESTED"
  })
  void two_types_become_the_one_that_holds_both(String one, String other, FieldKind kind) {
    assertThat(of(one, other).of("f")).contains(kind);
    assertThat(of(other, one).of("f")).contains(kind);
    assertThat(of(one, other).conflicts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"object, nested", "object, long", "geo_point, keyword", "nested, date"})
  void an_object_and_a_value_have_nothing_in_common(String one, String other) {
    assertThat(of(one, other).conflicts()).containsExactly("f");
  }

  @Test
  void types_that_no_Writable_stands_for_are_told() {
    FieldKinds kinds =
        FieldKinds.of(List.of(Map.of("a", "flattened", "b", "keyword", "c", "dense_vector")));

    assertThat(kinds.left()).containsExactly("a (flattened)", "c (dense_vector)");
    assertThat(kinds.of("a")).isEmpty();
  }

  @Test
  void they_travel_with_the_job() throws IOException {
    Configuration conf = new Configuration(false);
    FieldKinds.of(List.of(Map.of("a.b", "keyword", "odd \"$\u00e9", "nested"))).store(conf);

    FieldKinds arrived = FieldKinds.load(conf);

    assertThat(arrived.of("a.b")).contains(FieldKind.TEXT);
    assertThat(arrived.of("odd \"$\u00e9")).contains(FieldKind.NESTED);
    assertThat(arrived.of("c")).isEmpty();
  }
}
