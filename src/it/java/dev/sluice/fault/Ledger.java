package dev.sluice.fault;

import dev.sluice.fault.GroundTruth.Found;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The end of every job of the fault suite: nothing lost and nothing doubled, or failed as promised.
 * Prints one line for each job, and the good words nowhere else.
 */
final class Ledger {

  private static final List<String> SUMS =
      List.of("INDEXED", "DELETED", "NOOP", "ALREADY_THERE", "UNKNOWN");
  private static final int SHOWN = 5;

  private final FaultRun run;
  private final List<String> faults = new ArrayList<>();

  private Ledger(FaultRun run) {
    this.run = run;
  }

  /**
   * Checks a job that must have succeeded: what the index holds is the input less the rejected
   * documents, each document once, and counters, manifests and rejected files agree.
   */
  static void closes(FaultRun run, GroundTruth truth) throws Exception {
    if (!run.succeeded()) {
      throw new AssertionError(run.name() + " failed: " + run.failure());
    }
    Ledger ledger = new Ledger(run);
    List<String> rejected = run.rejected();
    ledger.checkDocuments(truth.documents(), rejected);
    ledger.checkSums(rejected.size());
    ledger.end("ledger ok");
  }

  /**
   * Checks a job that must have failed: it names the cause, and every document whose success was
   * reported stands in the index.
   */
  static void failed(FaultRun run, GroundTruth truth, String... words) throws Exception {
    Ledger ledger = new Ledger(run);
    if (run.succeeded()) {
      ledger.faults.add("it succeeded");
    } else {
      String failure = run.failure();
      for (String word : words) {
        // Hadoop says Kill, KILL and killed, whoever of its parts comes first.
        if (!failure.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT))) {
          ledger.faults.add("its failure does not say \"" + word + "\": " + failure);
        }
      }
    }
    Set<String> lost = new HashSet<>(truth.acknowledged());
    truth.documents().forEach(document -> lost.remove(document.id()));
    ledger.note("acknowledged, but not in the index", lost);
    ledger.end("failed as promised");
  }

  private void checkDocuments(List<Found> found, List<String> rejected) {
    Set<Long> refused = new HashSet<>();
    rejected.forEach(line -> refused.add(AppliedActions.number(line)));
    Map<String, Long> expected = new HashMap<>(run.load().byId());
    expected.values().removeAll(refused);
    Set<Long> loose = new HashSet<>(run.load().withoutId());
    loose.removeAll(refused);
    Set<String> strange = new HashSet<>();
    Set<String> seen = new HashSet<>();
    Set<String> stale = new HashSet<>();
    Set<String> doubled = new HashSet<>();
    for (Found document : found) {
      Long number = expected.remove(document.id());
      if (!seen.add(document.id())) {
        doubled.add(document.id());
      } else if (number != null && number != document.number()) {
        stale.add(document.id());
      } else if (number == null && !loose.remove(document.number())) {
        (run.load().withoutId().contains(document.number()) ? doubled : strange).add(document.id());
      }
    }
    note("missing", expected.keySet());
    note("missing, of those without id", loose);
    note("doubled", doubled);
    note("not of the last action on their id", stale);
    note("not in the input", strange);
  }

  private void checkSums(int rejected) throws Exception {
    long given = run.counter("GIVEN");
    long settled = run.counter("REJECTED");
    for (String sum : SUMS) {
      settled += run.counter(sum);
      agree(sum, run.counter(sum), run.inManifests(sum.toLowerCase(java.util.Locale.ROOT)));
    }
    agree("the input and GIVEN", run.load().actions(), given);
    agree("GIVEN and what became of them", given, settled);
    agree("GIVEN and the manifests", given, run.inManifests("given"));
    agree("REJECTED and the rejected files", run.counter("REJECTED"), rejected);
    agree("UNKNOWN and the unknown files", run.counter("UNKNOWN"), run.unknown().size());
  }

  private void agree(String what, long one, long other) {
    if (one != other) {
      faults.add(what + " do not agree: " + one + " and " + other);
    }
  }

  private void note(String what, Set<?> some) {
    if (!some.isEmpty()) {
      faults.add(some.size() + " " + what + ": " + some.stream().limit(SHOWN).toList());
    }
  }

  private void end(String verdict) {
    if (!faults.isEmpty()) {
      throw new AssertionError(run.name() + ": " + String.join("; ", faults));
    }
    System.out.printf(
        "%-60s %7d documents %7d resent %5d rejected  %s%n",
        run.name(), run.load().actions(), run.counter("RESENT"), run.counter("REJECTED"), verdict);
  }
}
