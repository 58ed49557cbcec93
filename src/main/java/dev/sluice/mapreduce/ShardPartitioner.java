package dev.sluice.mapreduce;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.io.UnencodableException;
import dev.sluice.io.ValueEncoder;
import dev.sluice.mapreduce.encode.WritableEncoder;
import dev.sluice.mapreduce.job.ShardShuffle;
import dev.sluice.routing.ShardFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Partitioner;

/**
 * Sends every document to the reducer of its shard, so that each reducer writes to one shard, or to
 * as few as there are more shards than reducers. Set up by {@link IndexJob#shuffleByShard}. The id
 * and routing of a document are found as the writer will find them, in what the mapper writes; a
 * reducer that changes them costs locality alone. For one thread.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class ShardPartitioner<K, V> extends Partitioner<K, V> implements Configurable {

  private Configuration conf;
  private ShardFunction function;
  private ValueEncoder encoder;

  /** For Hadoop. */
  public ShardPartitioner() {}

  @Override
  public void setConf(Configuration given) {
    conf = given;
    function = ShardShuffle.function(given);
    encoder = WritableEncoder.orGiven(given);
  }

  @Override
  public Configuration getConf() {
    return conf;
  }

  /**
   * The reducer of a record.
   *
   * @throws UncheckedIOException if no document can be made of records of this kind
   */
  @Override
  public int getPartition(K key, V value, int reducers) {
    try {
      return shardOf(encoder.encode(key, value), key) % reducers;
    } catch (UnencodableException e) {
      return shardOf(e.action(), key) % reducers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int shardOf(BulkAction action, K key) {
    Optional<String> id = action.id();
    if (!id.isPresent()) {
      return Math.floorMod(key.hashCode(), function.shards());
    }
    try {
      return function.shardOf(id.get(), action.routing());
    } catch (IllegalArgumentException e) {
      return 0; // It is going to be rejected, wherever it goes.
    }
  }
}
