package dev.sluice.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.action.BulkError;
import dev.sluice.bulk.action.Operation;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.mapreduce.job.ShardShuffle;
import dev.sluice.routing.ShardFunction;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.util.ReflectionUtils;
import org.junit.jupiter.api.Test;

class ShardPartitionerTest {

  private static final ShardFunction SHARDS = ShardFunction.divided(12, 768, 1);

  private final Configuration conf = new Configuration(false);

  private ShardPartitioner<Object, Object> partitioner(String id) {
    conf.set("sluice.id", id);
    conf.set("sluice.index", "pages");
    ShardShuffle.plan(conf, SHARDS, 0);
    @SuppressWarnings("unchecked")
    ShardPartitioner<Object, Object> made =
        ReflectionUtils.newInstance(ShardPartitioner.class, conf);
    return made;
  }

  private static int shardOf(String id) {
    return SHARDS.shardOf(id, Optional.empty());
  }

  @Test
  void a_document_goes_to_the_reducer_of_its_shard() {
    ShardPartitioner<Object, Object> partitioner = partitioner("key");

    for (int i = 0; i < 100; i++) {
      assertThat(partitioner.getPartition(new Text("k" + i), new Text("{}"), 12))
          .isEqualTo(shardOf("k" + i));
    }
  }

  @Test
  void fewer_reducers_than_shards_take_several_each() {
    ShardPartitioner<Object, Object> partitioner = partitioner("key");

    assertThat(partitioner.getPartition(new Text("k1"), new Text("{}"), 5))
        .isEqualTo(shardOf("k1") % 5);
  }

  @Test
  void the_id_is_found_where_the_writer_finds_it() {
    assertThat(partitioner("field:url").getPartition("k", new Text("{\"url\":\"u7\"}"), 12))
        .isEqualTo(shardOf("u7"));
    assertThat(
            partitioner("none")
                .getPartition(
                    new Text("k"),
                    BulkActionWritable.of(Operation.DELETE).id("d").routing("r").build(),
                    12))
        .isEqualTo(SHARDS.shardOf("d", Optional.of("r")));
  }

  @Test
  void a_document_that_is_rejected_still_has_a_reducer() {
    ShardPartitioner<Object, Object> partitioner = partitioner("key");
    BulkActionWritable rejected =
        BulkActionWritable.of(Operation.INDEX).rejected(BulkError.of("bad", "row")).build();

    assertThat(partitioner.getPartition(new Text("k"), rejected, 12)).isBetween(0, 11);
    assertThat(partitioner.getPartition(new Text(""), new Text("{}"), 12)).isBetween(0, 11);
  }

  @Test
  void a_job_gets_a_reducer_for_each_shard_unless_told_otherwise() throws Exception {
    Job job = Job.getInstance(new Configuration(false));
    job.setNumReduceTasks(0);
    assertThat(ShardShuffle.isUsed(job.getConfiguration())).isFalse();

    IndexJob.shuffleByShard(job);
    assertThat(ShardShuffle.isUsed(job.getConfiguration())).isTrue();

    ShardShuffle.plan(job.getConfiguration(), SHARDS, 0);
    assertThat(job.getNumReduceTasks()).isEqualTo(12);
    ShardShuffle.plan(job.getConfiguration(), SHARDS, 4);
    assertThat(job.getNumReduceTasks()).isEqualTo(4);
  }
}
