package dev.sluice.mapreduce.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.RepairCounter;
import dev.sluice.mapreduce.repair.Model.Doc;
import dev.sluice.mapreduce.repair.Model.Source;
import dev.sluice.testing.Fuzz;
import dev.sluice.verify.Difference;
import dev.sluice.verify.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Repairs of random documents of one id, against a model of an index and a source. */
class RepairFuzzTest {

  private static final RepairOptions ALL =
      RepairOptions.standard().withDeletes(true).withForce(true);

  private static final int FOREIGN = 100;

  /** What a repair may leave if its exit code is 0. */
  private static final Set<RepairCounter> DONE = Set.of(RepairCounter.SETTLED, RepairCounter.NEWER);

  private static Model random(Random random) {
    return random(random, any(random));
  }

  private static Source any(Random random) {
    return one(random, List.of(Source.values()));
  }

  private static Model random(Random random, Source source) {
    Model model = new Model(source);
    model.rows.putAll(rows(source, random, random.nextBoolean()));
    for (int copies = random.nextInt(3); copies > 0; copies--) {
      model.put(random.nextInt(3), routing(random), 1 + random.nextInt(4));
    }
    return model;
  }

  private static Map<String, Doc> rows(Source source, Random random, boolean versioned) {
    Map<String, Doc> rows = new TreeMap<>();
    int count = random.nextInt(source.isOfOne() ? 2 : 3);
    for (int row = 1; row <= count; row++) {
      boolean deleted = versioned && random.nextInt(6) == 0;
      rows.put("row" + row, document(random, versioned, deleted ? -1 : random.nextInt(3)));
    }
    return rows;
  }

  /** Replaces what the source has, with versions or without as before. */
  private static void change(Model model, Random random) {
    boolean versioned =
        model.rows.isEmpty()
            ? random.nextBoolean()
            : model.rows.values().iterator().next().version() >= 0;
    model.rows.clear();
    model.rows.putAll(rows(model.kind(), random, versioned));
  }

  private static Doc document(Random random, boolean versioned, int content) {
    return new Doc(content, routing(random), versioned ? 1 + random.nextInt(4) : -1, -1);
  }

  private static String routing(Random random) {
    return random.nextInt(3) == 0 ? "a" : random.nextBoolean() ? "b" : null;
  }

  private static void repair(Model model) throws Exception {
    model.repair(model.verify(), ALL, () -> {}, action -> true);
  }

  @Test
  void after_a_repair_a_comparison_finds_only_what_is_newer() {
    Fuzz.seeds(
        random -> {
          Model model = random(random);
          String before = model.toString();
          List<Difference> newer = newer(model);

          repair(model);

          assertThat(model.verify()).as(before + " -> " + model).isEqualTo(newer(model));
          assertThat(newer(model)).as(before + " -> " + model).containsAll(newer);
        });
  }

  private static List<Difference> newer(Model model) {
    return model.verify().stream().filter(found -> found.kind() == Kind.NEWER).toList();
  }

  @Test
  void a_repair_that_was_killed_and_runs_again_ends_the_same() {
    Fuzz.seeds(
        random -> {
          Model model = random(random);
          String before = model.toString();
          List<Difference> differences = model.verify();
          int applied = random.nextInt(3);
          int[] sent = {0};
          model.repair(differences, ALL, () -> {}, action -> sent[0]++ < applied);

          model.repair(differences, ALL, () -> {}, action -> true);

          assertThat(model.verify()).as(before + " -> " + model).isEqualTo(newer(model));
        });
  }

  @Test
  void without_deletes_no_document_goes() {
    Fuzz.seeds(
        random -> {
          Model model = random(random);
          int copies = model.shards.size();

          model.repair(model.verify(), RepairOptions.standard(), () -> {}, action -> true);

          assertThat(model.shards).hasSizeGreaterThanOrEqualTo(copies);
          assertThat(model.verify())
              .extracting(Difference::kind)
              .isSubsetOf(Kind.NEWER, Kind.EXTRA, Kind.MISROUTED);
        });
  }

  @Test
  void what_others_write_meanwhile_is_not_lost_and_no_document_of_the_source_is() {
    Fuzz.seeds(
        random -> {
          Model model = random(random);
          List<Difference> differences = model.verify();
          boolean hadSource = hasSource(model);
          String before = model.toString();
          boolean early = random.nextBoolean();
          String routing = routing(random);
          Runnable foreign = () -> model.put(FOREIGN, routing, 9);
          Runnable change = random.nextBoolean() ? foreign : () -> {};
          if (early) {
            change.run();
          }
          boolean refuses = random.nextBoolean();

          model.repair(
              differences,
              ALL,
              early ? () -> {} : change,
              action -> action.length() == 0 || !refuses);

          if (change == foreign) {
            assertThat(model.shards.get(Model.shard(routing)).content())
                .as(before + " -> " + model)
                .isEqualTo(FOREIGN);
          }
          assertThat(!hadSource || hasSource(model) || change == foreign)
              .as(before + " -> " + model)
              .isTrue();
        });
  }

  /** Whether a document that counts in the source, or a newer one, is anywhere in the index. */
  private static boolean hasSource(Model model) {
    long greatest = model.rows.values().stream().mapToLong(Doc::version).max().orElse(-1);
    return model.rows.values().stream()
        .filter(row -> row.version() == greatest && row.content() >= 0)
        .anyMatch(row -> model.shards.values().stream().anyMatch(doc -> replaces(doc, row)));
  }

  private static boolean replaces(Doc indexed, Doc row) {
    boolean newer = row.version() >= 0 && indexed.version() > row.version();
    return newer || indexed.content() == row.content();
  }

  @Test
  void whatever_changes_in_the_source_after_the_comparison_no_document_of_it_is_lost() {
    Fuzz.seeds(
        random -> {
          Model model = random(random, known(random));
          List<Difference> differences = model.verify();
          change(model, random);
          boolean hadSource = hasSource(model);
          String before = model.toString();

          model.repair(differences, ALL, () -> {}, action -> true);

          assertThat(!hadSource || hasSource(model)).as(before + " -> " + model).isTrue();
        });
  }

  @Test
  void whatever_changes_in_the_source_after_the_comparison_no_difference_is_left_in_silence() {
    Fuzz.seeds(
        random -> {
          Model model = random(random, known(random));
          List<Difference> differences = model.verify();
          change(model, random);
          String before = model.toString();

          model.repair(differences, ALL, () -> {}, action -> true);

          boolean done = DONE.containsAll(model.left);
          assertThat(done ? remaining(differences, model) : List.of())
              .as(before + " -> " + model)
              .isEmpty();
        });
  }

  /** Differences that a repair can do something about, and that a comparison still finds. */
  private static List<Difference> remaining(List<Difference> differences, Model model) {
    return model.verify().stream()
        .filter(Subject::isRepairable)
        .filter(found -> differences.stream().anyMatch(first -> isAt(first, found)))
        .toList();
  }

  private static boolean isAt(Difference first, Difference found) {
    return Subject.isRepairable(first)
        && first.index().equals(found.index())
        && first.routing().equals(found.routing());
  }

  private static Source known(Random random) {
    return one(random, Arrays.stream(Source.values()).filter(Source::isKnown).toList());
  }

  private static Source one(Random random, List<Source> sources) {
    return sources.get(random.nextInt(sources.size()));
  }

  @Test
  void a_document_that_came_into_the_source_is_not_deleted() {
    Fuzz.seeds(
        random -> {
          Model model = new Model(known(random));
          model.put(1, routing(random), 1 + random.nextInt(3));
          List<Difference> extra = model.verify();
          model.rows.put("row1", document(random, random.nextBoolean(), random.nextInt(3)));

          model.repair(extra, ALL, () -> {}, action -> true);

          assertThat(extra).extracting(Difference::kind).containsExactly(Kind.EXTRA);
          assertThat(model.shards).hasSize(1);
        });
  }
}
