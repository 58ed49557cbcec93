package dev.sluice.mapreduce.repair;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.verify.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What all tasks have of an id: its differences, and its documents in a source that was read as a
 * whole. Bounded: of the documents, only those with the greatest version count, and of very many of
 * these, which the load may have written in any order, it keeps some. Used by one thread.
 */
final class Gathered {

  private static final int MOST = 50;
  private static final long MOST_BYTES = 4 << 20;

  private final List<Difference> differences = new ArrayList<>();
  private final List<BulkActionWritable> documents = new ArrayList<>();
  private BulkActionWritable rejected;
  private long bytes;

  void add(GatheredRecord record) {
    if (record.difference().isPresent()) {
      differences.add(record.difference().get());
    } else if (record.document().error().isPresent()) {
      rejected = record.document();
    } else {
      add(record.document());
    }
  }

  private void add(BulkActionWritable document) {
    if (!documents.isEmpty()) {
      int newer = Long.compare(version(document), version(documents.get(0)));
      boolean full = documents.size() >= MOST || bytes >= MOST_BYTES;
      if (newer < 0 || (newer == 0 && full)) {
        return;
      }
      if (newer > 0) {
        documents.clear();
        bytes = 0;
      }
    }
    documents.add(document);
    bytes += document.length();
  }

  private static long version(BulkActionWritable document) {
    return document.version().orElse(-1);
  }

  /** The differences; not empty if the documents were chosen by {@link DifferingIds}. */
  List<Difference> differences() {
    return differences;
  }

  /** The size of the documents. */
  long bytes() {
    return bytes;
  }

  /**
   * The subject with these documents.
   *
   * @param group the group of indices in which the id is unique
   * @param wanted adds the fingerprint to a document
   */
  Subject subject(String group, Function<BulkAction, Optional<Wanted>> wanted) {
    Subject subject = new Subject(differences.get(0).id(), group, differences);
    for (BulkActionWritable document : documents) {
      wanted.apply(document.toAction()).ifPresent(subject::add);
    }
    if (rejected != null) {
      subject.reject(rejected);
    }
    return subject;
  }
}
