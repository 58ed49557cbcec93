package dev.sluice.bulk;

/**
 * The actions between two barriers, and how many of them ended in which way. Guarded by the
 * engine's lock.
 */
final class Outcomes {

  /** The number of barriers placed before these actions. */
  final int barriers;

  long given;
  long indexed;
  long deleted;
  long noop;
  long alreadyThere;
  long rejected;
  long unknown;

  Outcomes(int barriers) {
    this.barriers = barriers;
  }

  /** Actions without an outcome yet. */
  long outstanding() {
    return given - indexed - deleted - noop - alreadyThere - rejected - unknown;
  }

  /** Adds the numbers of others. */
  void add(Outcomes others) {
    given += others.given;
    indexed += others.indexed;
    deleted += others.deleted;
    noop += others.noop;
    alreadyThere += others.alreadyThere;
    rejected += others.rejected;
    unknown += others.unknown;
  }
}
