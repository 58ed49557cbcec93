package dev.sluice.bench;

import java.util.List;
import java.util.Set;

/**
 * A situation, and who is compared in it. Immutable.
 *
 * @param about what it is like, in a line
 * @param size bytes of a document
 * @param documents of the larger run
 * @param quickDocuments of the larger run when time is short
 * @param shards of the index
 * @param tasks that share the documents, unless an entrant has its own number
 * @param entrants the first is compared with all others
 * @param shown what its table has beside what every table has
 */
record Scenario(
    String name,
    String about,
    Terrain terrain,
    int size,
    long documents,
    long quickDocuments,
    int shards,
    int tasks,
    List<Entrant> entrants,
    Set<Metric> shown) {

  /** The same with other entrants. */
  Scenario with(List<Entrant> others) {
    return new Scenario(
        name,
        about,
        terrain,
        size,
        documents,
        quickDocuments,
        shards,
        tasks,
        List.copyOf(others),
        shown);
  }

  /** The same with other documents. */
  Scenario sized(long number, int bytes) {
    return new Scenario(
        name, about, terrain, bytes, number, number, shards, tasks, entrants, shown);
  }
}
