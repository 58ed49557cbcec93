package dev.sluice.mapreduce.commit;

import dev.sluice.client.index.IndexMeta;
import dev.sluice.client.lanes.LanePlan;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Controls the index of a job for its committer: settings, marker, refresh, counts. Every call may
 * be repeated.
 */
public interface IndexControl {

  /** Creates the index; one that is there by now is fine. Gives the lanes to it. */
  LanePlan create() throws IOException;

  /** What it is like; absent where there is no such index. */
  Optional<IndexState> state() throws IOException;

  /** How often the primary of each shard was made anew. */
  List<Long> primaryTerms() throws IOException;

  /** Whether every copy of every shard is there. */
  boolean isGreen() throws IOException;

  /** Replaces the {@code _meta} of its mapping. */
  void mark(IndexMeta meta) throws IOException;

  /** Changes settings, all at once; null means back to the default. */
  void change(Map<String, String> settings) throws IOException;

  /** Makes what was written visible to searches. */
  void refresh() throws IOException;

  /** Makes what was written to other indices visible to searches; those that are gone are left. */
  void refresh(Set<String> names) throws IOException;

  /** Puts what was acknowledged on the disks. */
  void flush() throws IOException;

  /** How many documents are visible. */
  long count() throws IOException;

  /** Merges the segments of each shard, and returns when that is done. */
  void forceMerge(int segments) throws IOException;

  /**
   * Waits for the copies of its shards.
   *
   * @param green whether all must be there; otherwise those that can be
   * @return whether they are
   */
  boolean awaitCopies(boolean green, Duration most) throws IOException;

  /** Makes an alias stand for this index alone, in one step. */
  void takeAlias(String alias) throws IOException;
}
