package dev.sluice.cli.check;

import java.util.Optional;

/** Looks for an index with the privileges that there are. */
final class IndexLookup {

  private final Answer answer;
  private final Optional<IndexFacts> found;

  private IndexLookup(Answer answer, Optional<IndexFacts> found) {
    this.answer = answer;
    this.found = found;
  }

  /** Asks for the cluster state, else for the settings of the index. Blocks. */
  static IndexLookup of(String index, Questions questions) {
    Answer state = questions.ask(IndexFacts.state(index), Questions.CLUSTER_MONITOR);
    if (state.isPresent()) {
      return new IndexLookup(state, IndexFacts.ofState(index, state, questions));
    }
    Answer settings =
        questions.ask(
            IndexFacts.settings(index), "the privilege view_index_metadata on index " + index);
    return new IndexLookup(settings, IndexFacts.ofSettings(index, settings, questions));
  }

  Optional<IndexFacts> found() {
    return found;
  }

  /** Whether nobody may tell whether the index exists. */
  boolean isUnseen() {
    return !answer.isPresent() && !answer.isMissing();
  }

  Finding unseen() {
    return answer.unseen("index");
  }
}
