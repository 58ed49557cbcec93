package dev.sluice.mapreduce.commit;

import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** Restores the settings of an index from its load-mode marker, and removes the marker. */
final class LoadModeRestorer {

  private final IndexControl index;
  private final Ticker ticker;

  LoadModeRestorer(IndexControl index, Ticker ticker) {
    this.index = index;
    this.ticker = ticker;
  }

  /**
   * Restores the index, if it exists and has a marker.
   *
   * @param whose selects the markers to remove
   * @return the marker that was removed
   */
  Optional<LoadModeMarker> run(Predicate<LoadModeMarker> whose) throws IOException {
    Optional<IndexState> state = index.state();
    Optional<LoadModeMarker> mark =
        state.isPresent() ? LoadModeMarker.in(state.get().meta()).filter(whose) : Optional.empty();
    if (mark.isPresent()) {
      index.change(mark.get().before());
      new MetaChange(index, ticker).make(LoadModeMarker::off);
    }
    return mark;
  }
}
