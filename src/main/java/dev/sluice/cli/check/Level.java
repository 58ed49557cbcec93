package dev.sluice.cli.check;

import java.util.Locale;

/** How serious a finding is. */
public enum Level {
  /** Nothing to do. */
  OK,
  /** Can slow a load down or make it fail later. */
  LOOK,
  /** The load would fail, or harm the cluster. */
  BAD;

  /** The word on the screen and in JSON. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
