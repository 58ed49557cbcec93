package dev.sluice.cli.rehearse.merges;

/** The time that later merges add to a load. Immutable. */
public final class MergeTime {

  /** For a load whose merges do not slow it down. */
  public static final MergeTime NONE = new MergeTime(0, "");

  public final double seconds;

  /** Why the time is not known; empty if it is. */
  public final String unknown;

  private MergeTime(double seconds, String unknown) {
    this.seconds = seconds;
    this.unknown = unknown;
  }

  public static MergeTime of(double seconds) {
    return new MergeTime(seconds, "");
  }

  public static MergeTime unknown(String why) {
    return new MergeTime(0, why);
  }
}
