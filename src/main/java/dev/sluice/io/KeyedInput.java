package dev.sluice.io;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;

/**
 * An input format that can read single records again by key. A comparison uses it to look twice
 * before it reports a difference, and a repair to read only the records that differ.
 */
@InterfaceAudience.LimitedPrivate("input formats with keys")
@InterfaceStability.Evolving
public interface KeyedInput<K, V> {

  /** Reads records by key. Used by one thread, which closes it. */
  interface Lookup<K, V> extends Closeable {

    /**
     * The key of the record that has a document id.
     *
     * @return empty if the key cannot be computed from the id; an absent record then proves nothing
     */
    Optional<byte[]> keyOf(String id);

    /**
     * Whether a record with this key does not exist if {@link #read} does not find it. It may exist
     * if the input reads only a part of its source, such as a range of rows.
     */
    default boolean covers(byte[] key) {
      return true;
    }

    /**
     * Reads the records that still exist and that the input would read, in any order. Blocks.
     *
     * @throws IOException if the source does not answer
     */
    void read(List<byte[]> keys, Found<K, V> found) throws IOException;
  }

  /** Takes the records that were found. */
  interface Found<K, V> {

    /**
     * A record exists. A key may have several.
     *
     * @param key the key that was looked up
     */
    void record(byte[] key, K recordKey, V value) throws IOException;
  }

  /**
   * Opens a lookup for a job that reads with this format. Blocks.
   *
   * @param job the job or task, with the settings and credentials of the reading side
   * @return empty if the input does not allow it, such as a snapshot
   */
  Optional<Lookup<K, V>> lookup(JobContext job) throws IOException;

  /** Obtains what lookups in the tasks of a job need, such as tokens, at submission. Blocks. */
  default void prepareLookups(Job job) throws IOException {}
}
