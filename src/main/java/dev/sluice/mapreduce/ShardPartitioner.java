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
 * few if there are more shards than reducers. {@link IndexJob#shuffleByShard} sets it up. The
 * partitioner determines the id and routing of a document as the writer does. A reducer that
 * changes them loses locality, nothing else. Not thread-safe.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class ShardPartitioner<K, V> extends Partitioner<K, V> implements Configurable {

  private Configuration conf;
  private ShardFunction function;
  private ValueEncoder encoder;

  /** Called by Hadoop. */
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
   * @throws UncheckedIOException if no record of this type can be converted to a document
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
    return function.shardOf(id.get(), action.routing());
  }
}
