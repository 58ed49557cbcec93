package dev.sluice.mapreduce.commit;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** Puts the settings of an index back as its mark says, and takes the mark away. */
final class IndexRestoration {

  private final TargetIndex index;

  IndexRestoration(TargetIndex index) {
    this.index = index;
  }

  /**
   * Restores the index, if it is there and bears a mark.
   *
   * @param whose whether a mark is to be taken away
   * @return the mark that was
   */
  Optional<LoadMark> run(Predicate<LoadMark> whose) throws IOException {
    Optional<IndexState> state = index.state();
    Optional<LoadMark> mark =
        state.isPresent() ? LoadMark.in(state.get().meta()).filter(whose) : Optional.empty();
    if (mark.isPresent()) {
      index.change(mark.get().before());
      index.mark(state.get().meta().without(LoadMark.NAME));
    }
    return mark;
  }
}
