package dev.sluice.cli.check;

import java.util.Objects;

/** One line of a check: a level, what was looked at, its figure, and what to do. Immutable. */
public final class Finding {

  private final Level level;
  private final String name;
  private final String figure;
  private final String advice;
  private final boolean seen;

  private Finding(Level level, String name, String figure, String advice, boolean seen) {
    this.level = level;
    this.name = Objects.requireNonNull(name, "name");
    this.figure = Objects.requireNonNull(figure, "figure");
    this.advice = Objects.requireNonNull(advice, "advice");
    this.seen = seen;
  }

  /** Nothing to do. */
  public static Finding ok(String name, String figure) {
    return new Finding(Level.OK, name, figure, "", true);
  }

  /** Something that can slow a load down. */
  public static Finding look(String name, String figure, String advice) {
    return new Finding(Level.LOOK, name, figure, advice, true);
  }

  /** Something that makes a load fail. */
  public static Finding bad(String name, String figure, String advice) {
    return new Finding(Level.BAD, name, figure, advice, true);
  }

  /** A finding whose level was computed; {@code advice} is left out if it is ok. */
  static Finding of(Level level, String name, String figure, String advice) {
    return new Finding(level, name, figure, level == Level.OK ? "" : advice, true);
  }

  /**
   * A figure that could not be read.
   *
   * @param reason what came back, and what to change
   */
  static Finding unseen(String name, String reason) {
    return new Finding(Level.LOOK, name, "not seen", reason, false);
  }

  public Level level() {
    return level;
  }

  /** What was looked at, such as {@code write threads}. */
  public String name() {
    return name;
  }

  /** Numbers with units. */
  public String figure() {
    return figure;
  }

  /** What to do; empty if nothing. */
  public String advice() {
    return advice;
  }

  /** Whether the figure could be read. */
  boolean isSeen() {
    return seen;
  }

  @Override
  public String toString() {
    return level + " " + name + ": " + figure + (advice.isEmpty() ? "" : ": " + advice);
  }
}
