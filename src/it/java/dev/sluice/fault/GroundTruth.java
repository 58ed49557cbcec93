package dev.sluice.fault;

import java.util.List;
import java.util.Set;

/** What an index really holds, found out without the code under test. */
interface GroundTruth {

  /**
   * One document.
   *
   * @param number the field {@code n} of its source, which no other action of a job has
   */
  record Found(String id, long number) {}

  /** Every document, each as often as it is there. */
  List<Found> documents();

  /** The ids whose actions were answered with success, as far as the caller could see. */
  Set<String> acknowledged();
}
