package dev.sluice.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Compares the documents of one id: first those of the index are added, then those of the source.
 * An index has at most one document of an id in each shard, so the number of shards bounds what is
 * kept; of the source, only one document is kept. If the source has several, the greatest version
 * counts. Among equal versions, which the load may have written in any order, one that matches the
 * index counts. Not thread-safe.
 */
public final class Comparison {

  private static final Comparator<Fingerprint> BY_PLACE =
      Comparator.comparing((Fingerprint document) -> document.index().orElse(""))
          .thenComparing(Fingerprint::shard)
          .thenComparing(document -> document.routing().orElse(""));

  private static final Comparator<Fingerprint> BY_CONTENT =
      Comparator.comparing(Fingerprint::isDelete)
          .thenComparing(Fingerprint::high)
          .thenComparing(Fingerprint::low)
          .thenComparing(document -> document.routing().orElse(""))
          .thenComparing(document -> document.index().orElse(""));

  private final IndexGroups groups;
  private final List<Fingerprint> indexed = new ArrayList<>();
  private String id;
  private Fingerprint source;
  private boolean matches;

  /**
   * Creates a comparison.
   *
   * @param groups the indices that mean the same
   */
  public Comparison(IndexGroups groups) {
    this.groups = groups;
  }

  /** Starts the comparison of an id. */
  public void start(String nextId) {
    id = nextId;
    indexed.clear();
    source = null;
    matches = false;
  }

  /** Adds a document of the index, before any of the source. */
  public void addIndexed(Fingerprint document) {
    indexed.add(document);
  }

  /** Adds a document of the source. */
  public void addSource(Fingerprint document) {
    long newer = source == null ? 1 : Long.compare(document.version(), source.version());
    if (newer < 0 || (newer == 0 && matches)) {
      return;
    }
    boolean matching = document.isDelete() ? indexed.isEmpty() : sameAs(document).isPresent();
    if (newer > 0 || matching || BY_CONTENT.compare(document, source) < 0) {
      source = document;
      matches = matching;
    }
  }

  /** The document of the source that counts. */
  public Optional<Fingerprint> source() {
    return Optional.ofNullable(source);
  }

  /** The documents of the index, in the order of index and shard. */
  public List<Fingerprint> indexed() {
    indexed.sort(BY_PLACE);
    return new ArrayList<>(indexed);
  }

  /** Whether the index has the document as the source has it, perhaps beside other copies. */
  public boolean isSame() {
    return source != null && !source.isDelete() && matches;
  }

  /** The differences; empty if there are none. */
  public List<Difference> differences() {
    indexed.sort(BY_PLACE);
    List<Difference> found = new ArrayList<>();
    if (source == null || source.isDelete()) {
      indexed.forEach(document -> found.add(difference(superfluous(document), document).build()));
    } else if (indexed.isEmpty()) {
      found.add(missing());
    } else {
      addPlaced(found);
    }
    return found;
  }

  private Kind superfluous(Fingerprint document) {
    return isNewer(document) ? Kind.NEWER : Kind.EXTRA;
  }

  /**
   * The document of the index that counts for that of the source: the one at its place, if any, and
   * of several, in the indices of an alias, one with the same content.
   */
  public Optional<Fingerprint> placed() {
    if (source == null || source.isDelete()) {
      return Optional.empty();
    }
    Optional<Fingerprint> same = sameAs(source);
    return same.isPresent() ? same : indexed.stream().filter(this::isPlaced).min(BY_PLACE);
  }

  private boolean isNewer(Fingerprint document) {
    return source != null && source.version() >= 0 && document.version() > source.version();
  }

  private void addPlaced(List<Difference> found) {
    Optional<Fingerprint> counted = placed();
    if (counted.isPresent() && !matches) {
      Kind kind = isNewer(counted.get()) ? Kind.NEWER : Kind.DIFFERENT;
      found.add(difference(kind, counted.get()).build());
    }
    boolean first = !counted.isPresent();
    for (Fingerprint document : indexed) {
      if (document != counted.orElse(null)) {
        String detail = first ? null : Difference.DUPLICATE;
        Kind kind = isNewer(document) ? Kind.NEWER : Kind.MISROUTED;
        found.add(difference(kind, document).detail(detail).build());
        first = false;
      }
    }
  }

  private Optional<Fingerprint> sameAs(Fingerprint document) {
    return indexed.stream()
        .filter(candidate -> isPlaced(candidate, document))
        .filter(document::hasContentOf)
        .min(BY_PLACE);
  }

  private boolean isPlaced(Fingerprint document) {
    return isPlaced(document, source);
  }

  private boolean isPlaced(Fingerprint document, Fingerprint wanted) {
    return document.hasRoutingOf(wanted)
        && (!wanted.index().isPresent()
            || groups.of(wanted.index().get()).equals(groups.of(document.index().orElse(""))));
  }

  private Difference missing() {
    return Difference.of(id, Kind.MISSING)
        .index(source.index().orElse(null))
        .routing(source.routing().orElse(null))
        .row(source.row().orElse(null))
        .sourceVersion(source.version())
        .build();
  }

  private Difference.Builder difference(Kind kind, Fingerprint document) {
    Difference.Builder difference =
        Difference.of(id, kind)
            .index(document.index().orElse(null))
            .routing(document.routing().orElse(null))
            .version(document.version())
            .seqNo(document.seqNo())
            .primaryTerm(document.primaryTerm());
    return source == null
        ? difference
        : difference.row(source.row().orElse(null)).sourceVersion(source.version());
  }
}
