package dev.sluice.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.http.HttpRequest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamePortionsTest {

  private static List<String> names(int count, String end) {
    return IntStream.range(0, count).mapToObj(i -> "a-long-name-of-an-index-" + i + end).toList();
  }

  @Test
  void few_names_are_one_portion() {
    assertThat(NamePortions.of(List.of("a", "b/c"))).containsExactly("a,b%2Fc");
    assertThat(NamePortions.of(List.of())).isEmpty();
  }

  @Test
  void many_names_are_cut_into_portions_that_fit_and_none_is_lost() {
    for (String end : List.of("", "ä€", "x".repeat(200), "€".repeat(70))) {
      List<String> names = names(300, end);

      List<String> portions = NamePortions.of(names);

      assertThat(portions).allMatch(portion -> portion.length() <= 3_000);
      assertThat(String.join(",", portions))
          .isEqualTo(names.stream().map(HttpRequest::part).collect(Collectors.joining(",")));
    }
  }

  @Test
  void what_is_taken_away_from_patterns_goes_along_with_each() {
    List<String> expressions =
        java.util.stream.Stream.concat(
                names(200, "-*").stream(), java.util.stream.Stream.of("-a-long-name-of-an-index-7"))
            .toList();

    assertThat(NamePortions.ofExpressions(expressions))
        .hasSizeGreaterThan(1)
        .allMatch(portion -> portion.endsWith(",-a-long-name-of-an-index-7"));
    assertThat(NamePortions.ofExpressions(List.of("a*", "-ab", "c")))
        .containsExactly("a*,-ab,c".replace("*", HttpRequest.part("*")));
  }
}
