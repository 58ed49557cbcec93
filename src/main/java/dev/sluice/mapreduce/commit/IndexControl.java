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
 * The operations on a job's index that its committer needs: settings, marker, refresh, counts.
 * Every call can be repeated.
 */
public interface IndexControl {

  /** Creates the index; an existing index is not an error. Returns its routing plan. */
  LanePlan create() throws IOException;

  /** The state of the index; empty if it does not exist. */
  Optional<IndexState> state() throws IOException;

  /** The primary term of each shard. */
  List<Long> primaryTerms() throws IOException;

  /** Whether all shard copies are allocated. */
  boolean isGreen() throws IOException;

  /** Replaces the {@code _meta} of the mapping. */
  void mark(IndexMeta meta) throws IOException;

  /** Changes settings, all at once; null resets to the default. */
  void change(Map<String, String> settings) throws IOException;

  /** Refreshes the index. */
  void refresh() throws IOException;

  /** Refreshes other indices; missing ones are skipped. */
  void refresh(Set<String> names) throws IOException;

  /** Flushes acknowledged documents to disk. */
  void flush() throws IOException;

  /** Counts the visible documents. */
  long count() throws IOException;

  /** Merges the segments of each shard. Blocks until done. */
  void forceMerge(int segments) throws IOException;

  /**
   * Waits for shard copies.
   *
   * @param green whether all copies must be allocated; otherwise those that can be
   * @return whether they are allocated
   */
  boolean awaitCopies(boolean green, Duration most) throws IOException;

  /** Points an alias to this index only, in one atomic request. */
  void takeAlias(String alias) throws IOException;
}
