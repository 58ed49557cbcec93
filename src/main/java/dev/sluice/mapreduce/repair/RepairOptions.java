package dev.sluice.mapreduce.repair;

import java.util.Objects;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;

/** What a repair may do to an index. Immutable. */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class RepairOptions {

  private static final RepairOptions STANDARD =
      new RepairOptions(false, DeleteLimit.parse("1%"), false);

  private final boolean deletes;
  private final DeleteLimit limit;
  private final boolean force;

  private RepairOptions(boolean deletes, DeleteLimit limit, boolean force) {
    this.deletes = deletes;
    this.limit = limit;
    this.force = force;
  }

  /** Writes what is missing or different, and deletes nothing. */
  public static RepairOptions standard() {
    return STANDARD;
  }

  /** The same, with or without deletes of extra documents and of copies at a wrong place. */
  public RepairOptions withDeletes(boolean allowed) {
    return new RepairOptions(allowed, limit, force);
  }

  /** The same with another maximum of deletes; by default 1 % of the index. */
  public RepairOptions withLimit(DeleteLimit most) {
    return new RepairOptions(deletes, Objects.requireNonNull(most, "most"), force);
  }

  /**
   * The same, with or without deletes of documents that cannot be looked up in the source: the
   * source consists of files, or its keys cannot be computed from the ids.
   */
  public RepairOptions withForce(boolean forced) {
    return new RepairOptions(deletes, limit, forced);
  }

  /** Whether to delete extra documents, and copies at a wrong place. */
  public boolean deletes() {
    return deletes;
  }

  /** The maximum number of deletes; a repair that needs more changes nothing. */
  public DeleteLimit limit() {
    return limit;
  }

  /** Whether to delete documents that cannot be looked up in the source. */
  public boolean force() {
    return force;
  }
}
