package dev.sluice.mapreduce.checkpoint;

import java.io.IOException;

/** A record reader that can begin in the middle of its split. */
public interface ResumableReader {

  /**
   * What its split is, as a text, so that a later job knows it again among other splits; called
   * after {@code initialize}.
   */
  String input() throws IOException;

  /** The place behind the record that was delivered last, as a text. */
  String place() throws IOException;

  /**
   * Begins there instead of at the start of the split; called before {@code initialize}.
   *
   * @param place a result of {@link #place} over the same split
   */
  void startAt(String place);
}
