package dev.sluice.mapreduce.verify;

import dev.sluice.verify.Comparison;
import dev.sluice.verify.Difference;
import dev.sluice.verify.Fingerprint;
import java.util.List;
import java.util.Optional;

/** An id that differs, with the documents of both sides as they were read. Immutable. */
final class Candidate {

  private final String id;
  private final Fingerprint source;
  private final List<Fingerprint> indexed;
  private final List<Difference> differences;

  Candidate(String id, Comparison compared, List<Difference> differences) {
    this.id = id;
    source = compared.source().orElse(null);
    indexed = compared.indexed();
    this.differences = differences;
  }

  String id() {
    return id;
  }

  Optional<Fingerprint> source() {
    return Optional.ofNullable(source);
  }

  List<Fingerprint> indexed() {
    return indexed;
  }

  List<Difference> differences() {
    return differences;
  }
}
