package dev.sluice.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.bulk.BulkException;
import dev.sluice.client.index.RangeMeta;
import dev.sluice.config.ConfigException;
import dev.sluice.io.RegionInput;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.commit.CommitCheckpoint;
import dev.sluice.mapreduce.commit.IndexPreparation;
import dev.sluice.mapreduce.commit.LoadOptions;
import dev.sluice.mapreduce.submit.WriteSubmission;
import dev.sluice.routing.Region;
import dev.sluice.routing.RegionGroup;
import dev.sluice.routing.RowKey;
import dev.sluice.routing.RowRanges;
import dev.sluice.testing.FakeIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowRoutingTest {

  @TempDir Path dir;

  private static final RowRanges RANGES =
      RowRanges.of(
          List.of(new byte[0], RowKey.ofHex("40"), RowKey.ofHex("80")), List.of("b", "a", "c"));

  private static IndexPlan stored(RowRouting rows) {
    Configuration conf = new Configuration(false);
    IndexPlan.creating("pages", Optional.of("{}")).with(rows).store(conf);
    return IndexPlan.load(conf);
  }

  @Test
  void what_was_fixed_at_submit_is_what_tasks_find() {
    RowRouting unknown = new RowRouting(RANGES, List.of(), "even");
    RowRouting known = new RowRouting(RANGES, List.of("n1", "", "n2"), "even");

    assertThat(stored(unknown).rows().get().ranges()).isEqualTo(RANGES);
    assertThat(stored(unknown).rows().get().forecast()).isEqualTo("even");
    assertThat(stored(unknown).rows().get().reach(List.of())).isEqualTo("0 shards");
    assertThat(stored(known).rows().get().reach(List.of())).isEqualTo("0 nodes");
  }

  @Test
  void a_plan_by_ids_leaves_nothing_of_an_earlier_one() {
    Configuration conf = new Configuration(false);
    IndexPlan.existing("pages", "pages")
        .with(new RowRouting(RANGES, List.of("a", "b", "c"), "even"))
        .store(conf);

    IndexPlan.existing("pages", "pages").store(conf);

    assertThat(IndexPlan.load(conf).rows()).isEmpty();
    assertThat(RowRouting.of(conf)).isEmpty();
  }

  @Test
  void a_row_has_the_routing_of_its_range() {
    RowRouting rows = new RowRouting(RANGES, List.of(), "");

    assertThat(rows.valueOf(RowKey.ofHex("ff407f"), 1, 2)).isEqualTo("a");
    assertThat(rows.valueOf(RowKey.ofHex("ff407f"), 0, 1)).isEqualTo("c");
  }

  @Test
  void it_tells_to_how_many_nodes_a_task_writes() {
    RowRouting known = new RowRouting(RANGES, List.of("n1", "n2", "n1"), "");
    RowRouting unknown = new RowRouting(RANGES, List.of(), "");
    List<Region> pieces = known.pieces(Region.of(new byte[0], new byte[0], "", 300));
    List<RegionGroup> two = known.fold(pieces, 2);

    assertThat(known.reach(two)).isEqualTo("1 node");
    assertThat(known.reach(known.fold(pieces, 1))).isEqualTo("2 nodes");
    assertThat(unknown.reach(unknown.fold(pieces, 1))).isEqualTo("3 shards");
  }

  @Test
  void ranges_that_nobody_fixed_at_submit_are_missed_in_the_task() {
    Configuration conf = new Configuration(false);
    conf.set("sluice.routing.by", "row-range");

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> RowRouting.of(conf))
        .withMessageContaining("no row ranges were computed when the job was submitted");
  }

  @Test
  void only_rows_that_lie_in_regions_are_routed_by_ranges() throws IOException {
    Job files = job();
    Job rows = job();
    rows.setInputFormatClass(Regions.class);
    rows.getConfiguration().set("sluice.routing.field", "host");
    rows.getConfiguration().set("sluice.routing.max-skew", "0.5");

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> WriteSubmission.of(files))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "sluice.routing.by is row-range, but TextInputFormat does not read HBase"
                            + " regions: read a table with GroupedTableInputFormat, or remove the"
                            + " key"));
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> WriteSubmission.of(rows))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactlyInAnyOrder(
                        "sluice.routing.max-skew is \"0.5\" but must be a number from 1 to 1000"
                            + " (default 2)",
                        "sluice.routing.by is row-range, but sluice.routing.field also sets the"
                            + " routing: remove one of them"));
  }

  private static Job job() throws IOException {
    Job job = Job.getInstance(new Configuration(false));
    IndexJob.writeTo(job, "http://localhost:9200", "pages");
    job.getConfiguration().set("sluice.routing.by", "row-range");
    return job;
  }

  @Test
  void an_index_with_other_ranges_than_planned_is_not_loaded() throws IOException {
    FakeIndex index = new FakeIndex();

    assertThatExceptionOfType(BulkException.class)
        .isThrownBy(() -> prepare(index))
        .withMessageContaining("does not have the row ranges this job was planned with");

    index.meta = index.meta.with(RangeMeta.NAME, RangeMeta.toJson(RANGES));
    assertThat(prepare(index).record()).isPresent();
  }

  private CommitCheckpoint prepare(FakeIndex index) throws IOException {
    IndexPlan plan =
        IndexPlan.existing("pages", "pages").with(new RowRouting(RANGES, List.of(), ""));
    Configuration conf = new Configuration();
    conf.set("sluice.job.dir", dir.toUri().toString());
    Job job = Job.getInstance(conf);
    job.setJobID(new JobID("any", 1));
    CommitCheckpoint notes = CommitCheckpoint.of(job);
    new IndexPreparation(
            index, plan, LoadOptions.of(new JobContextImpl(conf, new JobID())), "job_any_1", notes)
        .run();
    return notes;
  }

  /** Reads regions, if anybody asked. */
  private static final class Regions extends InputFormat<Object, Object> implements RegionInput {
    @Override
    public List<Region> regions(JobContext job) {
      return List.of();
    }

    @Override
    public List<InputSplit> getSplits(JobContext job) {
      return List.of();
    }

    @Override
    public RecordReader<Object, Object> createRecordReader(InputSplit s, TaskAttemptContext c) {
      throw new UnsupportedOperationException();
    }
  }
}
