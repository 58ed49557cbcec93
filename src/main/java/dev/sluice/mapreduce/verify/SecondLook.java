package dev.sluice.mapreduce.verify;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.io.DocumentWritable;
import dev.sluice.json.JsonFormException;
import dev.sluice.read.DocumentPlace;
import dev.sluice.verify.Difference;
import dev.sluice.verify.DocumentHash;
import dev.sluice.verify.Fingerprint;
import dev.sluice.verify.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Looks at ids with differences once more, on both sides, before they are reported. A comparison
 * reads the two sides at different times, so a document that changed meanwhile may only seem to
 * differ; it becomes {@link Kind#UNSETTLED}. Used by one thread, which closes it.
 *
 * <p>If the source cannot be asked for single records, only the index is looked at.
 */
final class SecondLook implements Closeable {

  private final Optional<SourceDocuments> source;
  private final IndexedDocuments indexed;
  private final SourcePrints prints;
  private final IndexedPrints indexedPrints;
  private final boolean keysKnown;
  private final ShownDocuments shown;

  private SecondLook(
      Optional<SourceDocuments> source,
      IndexedDocuments indexed,
      DocumentHash hash,
      ShownDocuments shown,
      boolean keysKnown) {
    this.source = source;
    this.indexed = indexed;
    this.shown = shown;
    this.keysKnown = keysKnown;
    prints = new SourcePrints(hash);
    indexedPrints = new IndexedPrints(hash);
  }

  /**
   * Connects to both sides. Blocks.
   *
   * @param conf the configuration of the load
   */
  static SecondLook open(TaskAttemptContext task, Configuration conf) throws IOException {
    IndexedDocuments indexed = IndexedDocuments.open(task, conf);
    try {
      return new SecondLook(
          SourceDocuments.open(task, conf),
          indexed,
          FingerprintOutput.hash(conf),
          new ShownDocuments(VerifySettings.SHOW.read(conf::get)),
          conf.getBoolean(VerifiedLoad.IN_STEP, false));
    } catch (IOException | RuntimeException e) {
      indexed.close();
      throw e;
    }
  }

  /** The differences to report: those given, or one that is not settled for each changed id. */
  List<Difference> at(List<Candidate> candidates) throws IOException {
    Set<String> changed = new HashSet<>();
    shown.start(candidates);
    addChangedInIndex(candidates, changed);
    if (source.isPresent()) {
      addChangedInSource(candidates, changed);
    }
    List<Difference> settled = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (changed.contains(candidate.id())) {
        settled.add(candidate.differences().get(0).as(Kind.UNSETTLED).build());
      } else {
        candidate.differences().forEach(difference -> settled.add(shown.show(difference)));
      }
    }
    return settled;
  }

  private void addChangedInIndex(List<Candidate> candidates, Set<String> changed)
      throws IOException {
    List<DocumentPlace> places = new ArrayList<>();
    List<Fingerprint> seen = new ArrayList<>();
    for (Candidate candidate : candidates) {
      for (Fingerprint document : candidate.indexed()) {
        places.add(indexed.place(document.index(), candidate.id(), document.routing()));
        seen.add(document);
      }
      if (candidate.indexed().isEmpty() && candidate.source().isPresent()) {
        Fingerprint wanted = candidate.source().get();
        places.add(indexed.place(wanted.index(), candidate.id(), wanted.routing()));
        seen.add(null);
      }
    }
    int[] found = new int[places.size()];
    boolean[] same = new boolean[places.size()];
    // One by one: a batch of large documents would not fit into memory.
    indexed.get(
        places,
        (item, document) -> {
          shown.add(document);
          found[item]++;
          same[item] = isState(document, seen.get(item));
        });
    for (int i = 0; i < places.size(); i++) {
      boolean settled = seen.get(i) == null ? found[i] == 0 : found[i] == 1 && same[i];
      if (!settled) {
        changed.add(places.get(i).id());
      }
    }
  }

  private boolean isState(DocumentWritable document, Fingerprint seen) {
    return seen != null && indexedPrints.of(document).build().isStateOf(seen);
  }

  private void addChangedInSource(List<Candidate> candidates, Set<String> changed)
      throws IOException {
    List<byte[]> keys = new ArrayList<>();
    Map<String, Candidate> asked = new HashMap<>();
    for (Candidate candidate : candidates) {
      Optional<byte[]> key = key(candidate);
      if (key.isPresent() && !changed.contains(candidate.id())) {
        keys.add(key.get());
        asked.put(candidate.id(), candidate);
      }
    }
    Set<String> confirmed = confirmed(keys, asked);
    for (Candidate candidate : asked.values()) {
      boolean shouldBe = candidate.source().isPresent();
      if (shouldBe != confirmed.contains(candidate.id())) {
        changed.add(candidate.id());
      }
    }
  }

  private Optional<byte[]> key(Candidate candidate) {
    Optional<byte[]> row = candidate.source().flatMap(Fingerprint::row);
    if (row.isPresent()) {
      return row;
    }
    Optional<byte[]> inverted = source.get().keyOf(candidate.id());
    // A comparison notes the key of a source record only if it is not the id itself.
    return inverted.isPresent() || !keysKnown || !candidate.source().isPresent()
        ? inverted
        : Optional.of(candidate.id().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The ids that the source still has in the state in which they were compared, and those it has
   * now if it had none.
   */
  private Set<String> confirmed(List<byte[]> keys, Map<String, Candidate> asked)
      throws IOException {
    Set<String> confirmed = new HashSet<>();
    source
        .get()
        .read(
            keys,
            new SourceDocuments.Taker() {
              @Override
              public void action(BulkAction action) {
                shown.add(action);
                Candidate candidate = asked.get(action.id);
                if (candidate != null && isState(action, candidate)) {
                  confirmed.add(action.id);
                }
              }

              @Override
              public void rejected(BulkAction action, BulkError why) {
                // Not in the index by rights, like a record that does not exist.
              }
            });
    return confirmed;
  }

  private boolean isState(BulkAction action, Candidate candidate) {
    try {
      return candidate.source().isPresent()
          ? prints.of(action).build().isStateOf(candidate.source().get())
          : action.operation != Operation.DELETE;
    } catch (JsonFormException e) {
      return false; // the load would reject it now
    }
  }

  @Override
  public void close() throws IOException {
    try {
      indexed.close();
    } finally {
      if (source.isPresent()) {
        source.get().close();
      }
    }
  }
}
