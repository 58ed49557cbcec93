package dev.sluice.cli.rehearse;

import java.util.Optional;

/** The trials whose settings differ from those of the load. Used by one thread. */
final class OtherTrials {

  private Optional<TrialFigures> few = Optional.empty();
  private Optional<TrialFigures> many = Optional.empty();
  private Optional<TrialFigures> moreTasks = Optional.empty();
  private boolean ofTasks;

  void few(TrialFigures figures) {
    few = Optional.of(figures);
  }

  void many(TrialFigures figures) {
    many = Optional.of(figures);
  }

  /** Takes the trial with more tasks; it is absent if the input cannot be read by more. */
  void moreTasks(Optional<TrialFigures> figures) {
    moreTasks = figures;
    ofTasks = true;
  }

  /** Whether more tasks were tried, or cannot be. */
  boolean areOfTasks() {
    return ofTasks;
  }

  boolean isEmpty() {
    return !ofTasks && !few.isPresent() && !many.isPresent();
  }

  void print(RehearsalText text) {
    few.ifPresent(figures -> text.trial("fewer requests", figures));
    many.ifPresent(figures -> text.trial("more requests", figures));
    moreTasks.ifPresent(figures -> text.trial("more tasks", figures));
  }

  Diagnosis diagnosis(TrialFigures base, Diagnosis.Places places) {
    return new Diagnosis(base, few, many, moreTasks, places);
  }
}
