package dev.sluice.mapreduce.commit;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** Restores the settings of an index as its marker says, and removes the marker. */
final class LoadModeRestorer {

  private final IndexControl index;

  LoadModeRestorer(IndexControl index) {
    this.index = index;
  }

  /**
   * Restores the index, if it is there and bears a mark.
   *
   * @param whose whether a mark is to be taken away
   * @return the mark that was
   */
  Optional<LoadModeMarker> run(Predicate<LoadModeMarker> whose) throws IOException {
    Optional<IndexState> state = index.state();
    Optional<LoadModeMarker> mark =
        state.isPresent() ? LoadModeMarker.in(state.get().meta()).filter(whose) : Optional.empty();
    if (mark.isPresent()) {
      index.change(mark.get().before());
      index.mark(state.get().meta().without(LoadModeMarker.NAME));
    }
    return mark;
  }
}
