package dev.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Fuzz;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class IdComparisonTest {

  private static final IndexGroups GROUPS =
      IndexGroups.of(Map.of("pages", List.of("pages-1", "pages-2"), "other", List.of("other-1")));

  private static Fingerprint.Builder content(int number) {
    return Fingerprint.of(number, -number);
  }

  private static List<String> compare(List<Fingerprint> indexed, Fingerprint... source) {
    Comparison comparison = comparison(indexed, List.of(source));
    List<String> kinds = new ArrayList<>();
    if (comparison.isSame()) {
      kinds.add("SAME");
    }
    comparison.differences().forEach(found -> kinds.add(text(found)));
    return kinds;
  }

  private static String text(Difference found) {
    return found.kind()
        + found.index().map(" "::concat).orElse("")
        + found.detail().map(" "::concat).orElse("");
  }

  private static Comparison comparison(List<Fingerprint> indexed, List<Fingerprint> source) {
    Comparison comparison = new Comparison(GROUPS);
    comparison.start("k1");
    indexed.forEach(comparison::addIndexed);
    source.forEach(comparison::addSource);
    return comparison;
  }

  private static Fingerprint indexed(int content) {
    return content(content).index("pages-1").shard(0).version(1).seqNo(7).primaryTerm(2).build();
  }

  private static Fingerprint source(int content) {
    return content(content).build();
  }

  @Test
  void equal_content_is_the_same_and_other_content_is_different() {
    assertThat(compare(List.of(indexed(1)), source(1))).containsExactly("SAME");
    assertThat(compare(List.of(indexed(1)), source(2))).containsExactly("DIFFERENT pages-1");
  }

  @Test
  void a_document_of_one_side_is_missing_or_extra() {
    assertThat(compare(List.of(), source(1))).containsExactly("MISSING");
    assertThat(compare(List.of(indexed(1)))).containsExactly("EXTRA pages-1");
  }

  @Test
  void a_delete_of_the_source_says_that_no_document_is_there() {
    assertThat(compare(List.of(), Fingerprint.ofDelete().build())).isEmpty();
    assertThat(compare(List.of(indexed(1)), Fingerprint.ofDelete().build()))
        .containsExactly("EXTRA pages-1");
  }

  @Test
  void other_content_with_a_version_above_that_of_the_source_is_newer() {
    Fingerprint newer = content(1).index("pages-1").version(9).build();

    assertThat(compare(List.of(newer), content(2).version(8).build()))
        .containsExactly("NEWER pages-1");
    assertThat(compare(List.of(newer), content(2).version(9).build()))
        .containsExactly("DIFFERENT pages-1");
    assertThat(compare(List.of(newer), source(2))).containsExactly("DIFFERENT pages-1");
    assertThat(compare(List.of(newer), content(1).version(8).build())).containsExactly("SAME");
    assertThat(compare(List.of(newer), Fingerprint.ofDelete().version(8).build()))
        .containsExactly("NEWER pages-1");
    assertThat(compare(List.of(newer), Fingerprint.ofDelete().version(9).build()))
        .containsExactly("EXTRA pages-1");
  }

  @Test
  void another_routing_value_or_index_is_misrouted() {
    Fingerprint routed = content(1).index("pages-1").routing("r").build();

    assertThat(compare(List.of(routed), source(1))).containsExactly("MISROUTED pages-1");
    assertThat(compare(List.of(routed), content(1).routing("r").build())).containsExactly("SAME");
    assertThat(compare(List.of(indexed(1)), content(1).index("pages").build()))
        .containsExactly("SAME");
    assertThat(compare(List.of(indexed(1)), content(1).index("pages-2").build()))
        .containsExactly("SAME");
    assertThat(compare(List.of(indexed(1)), content(1).index("other").build()))
        .containsExactly("MISROUTED pages-1");
  }

  @Test
  void a_second_document_of_an_id_is_a_duplicate() {
    Fingerprint routed = content(1).index("pages-1").shard(1).routing("r").build();
    Fingerprint older = content(3).index("pages-2").shard(0).build();

    assertThat(compare(List.of(routed, indexed(1)), source(1)))
        .containsExactly("SAME", "MISROUTED pages-1 duplicate");
    assertThat(compare(List.of(older, indexed(1)), source(3)))
        .containsExactly("SAME", "MISROUTED pages-1 duplicate");
    assertThat(compare(List.of(older, indexed(1)), source(2)))
        .containsExactly("DIFFERENT pages-1", "MISROUTED pages-2 duplicate");
    assertThat(compare(List.of(routed, routed), source(1)))
        .containsExactly("MISROUTED pages-1", "MISROUTED pages-1 duplicate");
    assertThat(compare(List.of(older, indexed(1))))
        .containsExactly("EXTRA pages-1", "EXTRA pages-2");
  }

  @Test
  void a_copy_at_a_wrong_place_with_a_version_above_that_of_the_source_is_newer() {
    Fingerprint copy = content(1).index("pages-1").routing("r").version(9).build();

    assertThat(compare(List.of(copy), content(1).version(8).build()))
        .containsExactly("NEWER pages-1");
    assertThat(compare(List.of(copy), content(1).version(9).build()))
        .containsExactly("MISROUTED pages-1");
    assertThat(compare(List.of(copy, indexed(1)), content(1).version(8).build()))
        .containsExactly("SAME", "NEWER pages-1 duplicate");
    assertThat(compare(List.of(copy), source(1))).containsExactly("MISROUTED pages-1");
  }

  @Test
  void of_several_documents_in_the_source_the_greatest_version_counts() {
    Fingerprint first = content(1).version(1).build();
    Fingerprint last = content(2).version(2).build();

    assertThat(compare(List.of(indexed(2)), first, last)).containsExactly("SAME");
    assertThat(compare(List.of(indexed(2)), last, first)).containsExactly("SAME");
    assertThat(compare(List.of(indexed(1)), last, first)).containsExactly("DIFFERENT pages-1");
    assertThat(compare(List.of(indexed(2)), last, Fingerprint.ofDelete().version(3).build()))
        .containsExactly("EXTRA pages-1");
  }

  @Test
  void of_any_number_of_documents_in_the_source_one_is_kept() {
    Comparison comparison = comparison(List.of(indexed(1)), List.of());

    for (int version = 1; version <= 400; version++) {
      // 3 GB in all, in a JVM with less.
      comparison.addSource(content(version).version(version).row(new byte[8 << 20]).build());
    }

    assertThat(comparison.source().orElseThrow().version()).isEqualTo(400);
    assertThat(comparison.differences())
        .extracting(Difference::kind)
        .containsExactly(Kind.DIFFERENT);
  }

  @Test
  void of_equal_versions_in_the_source_one_that_matches_counts() {
    assertThat(compare(List.of(indexed(2)), source(1), source(2), source(3)))
        .containsExactly("SAME");
    assertThat(compare(List.of(indexed(4)), source(1), source(2)))
        .containsExactly("DIFFERENT pages-1");
    assertThat(compare(List.of(), source(1), Fingerprint.ofDelete().build())).isEmpty();
  }

  @Test
  void a_difference_has_the_address_of_the_document_and_the_key_of_the_row() {
    Fingerprint row = content(2).version(0).row(new byte[] {1}).build();

    assertThat(comparison(List.of(indexed(1)), List.of(row)).differences())
        .containsExactly(
            Difference.of("k1", Kind.NEWER)
                .index("pages-1")
                .row(new byte[] {1})
                .seqNo(7)
                .primaryTerm(2)
                .version(1)
                .sourceVersion(0)
                .build());
  }

  /** The rules once more, as sets: which final states may the load have left, and what is there. */
  @Test
  void random_documents_are_judged_as_the_rules_say() {
    Fuzz.seeds(
        random -> {
          List<Fingerprint> indexed = new ArrayList<>();
          for (int shard = random.nextInt(4); shard > 0; shard--) {
            indexed.add(
                document(random)
                    .index(random(random, "pages-1", "pages-2", "other-1"))
                    .shard(shard)
                    .version(random.nextInt(3))
                    .build());
          }
          List<Fingerprint> source = new ArrayList<>();
          for (int left = random.nextInt(4); left > 0; left--) {
            Fingerprint.Builder made =
                random.nextInt(4) == 0
                    ? Fingerprint.ofDelete()
                    : document(random).index(random(random, null, null, "pages", "other"));
            source.add(made.version(random.nextInt(3) - 1).build());
          }

          assertThat(model(indexed, source)).contains(judged(indexed, source));
        });
  }

  private static Fingerprint.Builder document(Random random) {
    return content(1 + random.nextInt(2)).routing(random(random, null, null, "r"));
  }

  private static String random(Random random, String... some) {
    return some[random.nextInt(some.length)];
  }

  private static String judged(List<Fingerprint> indexed, List<Fingerprint> source) {
    Comparison comparison = comparison(indexed, source);
    List<String> all =
        comparison.differences().stream()
            .map(found -> found.kind() + found.detail().orElse(""))
            .collect(Collectors.toList());
    if (comparison.isSame()) {
      all.add("SAME");
    }
    return all.stream().sorted().toList().toString();
  }

  /** The results that are right: that of a state that matches, else that of any state. */
  private static Set<String> model(List<Fingerprint> indexed, List<Fingerprint> source) {
    long greatest = source.stream().mapToLong(Fingerprint::version).max().orElse(-1);
    Set<String> all = new TreeSet<>();
    Set<String> matching = new TreeSet<>();
    List<Fingerprint> last = source.stream().filter(s -> s.version() == greatest).toList();
    if (last.isEmpty()) {
      all.add(absent(indexed, -1));
    }
    for (Fingerprint state : last) {
      if (state.isDelete()) {
        (indexed.isEmpty() ? matching : all).add(absent(indexed, state.version()));
      } else {
        String result = present(indexed, state);
        (result.contains("SAME") ? matching : all).add(result);
      }
    }
    return matching.isEmpty() ? all : matching;
  }

  private static String absent(List<Fingerprint> indexed, long version) {
    return indexed.stream()
        .map(document -> version >= 0 && document.version() > version ? "NEWER" : "EXTRA")
        .sorted()
        .toList()
        .toString();
  }

  private static String present(List<Fingerprint> indexed, Fingerprint state) {
    if (indexed.isEmpty()) {
      return "[MISSING]";
    }
    List<Fingerprint> placed =
        indexed.stream()
            .filter(document -> Objects.equals(document.routing(), state.routing()))
            .filter(
                document ->
                    state.index().isEmpty()
                        || document.index().get().startsWith(state.index().get()))
            .toList();
    Fingerprint counted =
        placed.stream()
            .filter(document -> document.high() == state.high())
            .min(IdComparisonTest::byPlace)
            .orElse(placed.stream().min(IdComparisonTest::byPlace).orElse(null));
    List<String> all = new ArrayList<>();
    if (counted != null) {
      String otherwise = isNewer(counted, state) ? "NEWER" : "DIFFERENT";
      all.add(counted.high() == state.high() ? "SAME" : otherwise);
    }
    for (Fingerprint document : indexed.stream().sorted(IdComparisonTest::byPlace).toList()) {
      if (document != counted) {
        String duplicate = all.isEmpty() ? "" : "duplicate";
        all.add((isNewer(document, state) ? "NEWER" : "MISROUTED") + duplicate);
      }
    }
    return all.stream().sorted().toList().toString();
  }

  private static boolean isNewer(Fingerprint document, Fingerprint state) {
    return state.version() >= 0 && document.version() > state.version();
  }

  private static int byPlace(Fingerprint one, Fingerprint other) {
    return (one.index().get() + one.shard()).compareTo(other.index().get() + other.shard());
  }
}
