package dev.sluice.mapreduce;

import dev.sluice.bulk.BulkAction;
import dev.sluice.routing.ShardFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.Partitioner;

/**
 * Sends every document to the reducer of its shard, so that each reducer writes to one shard, or to
 * as few as there are more shards than reducers. Set up by {@link IndexJob#shuffleByShard}. The id
 * and routing of a document are found as the writer will find them, in what the mapper writes; a
 * reducer that changes them costs locality alone. For one thread.
 */
public final class ShardPartitioner<K, V> extends Partitioner<K, V> implements Configurable {

  private static final String SHARDS = InternalKeys.PREFIX + "shuffle.shards";

  private Configuration conf;
  private ShardFunction function;
  private ValueEncoder encoder;

  /** For Hadoop. */
  public ShardPartitioner() {}

  /** Whether a job shuffles so. */
  static boolean isUsed(Configuration conf) {
    return conf.getInt(MRJobConfig.NUM_REDUCES, 1) > 0
        && ShardPartitioner.class.getName().equals(conf.get(MRJobConfig.PARTITIONER_CLASS_ATTR));
  }

  /**
   * Puts into a job what its tasks need to know.
   *
   * @param reducers how many; 0 means one for each shard
   */
  static void plan(Configuration conf, ShardFunction function, int reducers) {
    conf.set(SHARDS, function.encoded());
    conf.setInt(MRJobConfig.NUM_REDUCES, reducers == 0 ? function.shards() : reducers);
  }

  @Override
  public void setConf(Configuration given) {
    conf = given;
    String planned = given.get(SHARDS);
    // Where nothing was planned at submit, as under a format that wraps ours.
    function =
        planned == null
            ? ShardFunction.modulo(Math.max(1, given.getInt(MRJobConfig.NUM_REDUCES, 1)), 1)
            : ShardFunction.parse(planned);
    encoder = IndexOutputFormat.encoder(given);
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
