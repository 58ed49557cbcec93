package dev.sluice.mapreduce.verify;

import dev.sluice.verify.Difference;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looks at documents that differ once more before they are reported. Used by one thread. */
interface SecondLook extends Closeable {

  /**
   * The differences to report, in any order. Blocks.
   *
   * @param candidates the ids that differ
   */
  List<Difference> at(List<Candidate> candidates) throws IOException;

  /** Reports what was seen first. */
  static SecondLook none() {
    return new SecondLook() {
      @Override
      public List<Difference> at(List<Candidate> candidates) {
        List<Difference> all = new ArrayList<>();
        candidates.forEach(candidate -> all.addAll(candidate.differences()));
        return all;
      }

      @Override
      public void close() {}
    };
  }
}
