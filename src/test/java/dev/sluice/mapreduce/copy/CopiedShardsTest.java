package dev.sluice.mapreduce.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.ConfigException;
import dev.sluice.json.ByteArray;
import dev.sluice.mapreduce.IndexJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiedShardsTest {

  @TempDir Path dir;

  private final Configuration conf = new Configuration();

  private static org.apache.hadoop.fs.Path path(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }

  private void ledger(String task, String shard, long documents) throws IOException {
    ByteArray json = new ShardManifest(shard, task, "all", documents, -1).toJson();
    Path file = dir.resolve("_shards").resolve(task + ".json");
    Files.createDirectories(file.getParent());
    Files.write(file, Arrays.copyOf(json.array(), json.length()));
  }

  private Path data(String name) throws IOException {
    return Files.writeString(dir.resolve(name), "{}\n", UTF_8);
  }

  private CopiedShards read() throws IOException {
    return CopiedShards.in(List.of(path(dir)), conf);
  }

  private Job resumed() throws IOException {
    Job job = Job.getInstance(conf);
    IndexJob.dumpTo(job, path(dir));
    IndexJob.resume(job, List.of(path(dir)));
    return job;
  }

  @Test
  void what_tasks_have_committed_is_known_by_their_ledgers() throws IOException {
    ledger("part-m-00000", "shard 0 of pages", 12);
    ledger("part-m-00002", "shard 2 of pages", 30);

    CopiedShards done = read();

    assertThat(done.count()).isEqualTo(2);
    assertThat(done.documents()).isEqualTo(42);
    assertThat(done.has("shard 2 of pages")).isTrue();
    assertThat(done.has("shard 1 of pages")).isFalse();
  }

  @Test
  void a_job_without_ledgers_has_copied_nothing() throws IOException {
    assertThat(read().count()).isZero();
  }

  @Test
  void another_copy_is_not_completed() throws IOException {
    ledger("part-m-00000", "shard 0 of pages", 12);

    assertThatThrownBy(() -> read().check(Set.of("shard 0 of pages"), "some"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("copied {all}, but this job copies {some}");
    assertThatThrownBy(() -> read().check(Set.of("shard 0 of other"), "all"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("shard 0 of pages, which this job does not copy");
  }

  @Test
  void what_a_task_left_half_committed_is_dumped_again() throws IOException {
    ledger("part-m-00000", "shard 0 of pages", 12);
    ledger("part-m-00001", "shard 1 of pages", 12);
    Path whole = data("part-m-00000.ndjson.gz");
    Path unclaimed = data("part-m-00002.ndjson.gz");

    resumed();

    assertThat(whole).exists();
    assertThat(unclaimed).doesNotExist();
    assertThat(read().count()).isEqualTo(1);
  }

  @Test
  void a_job_that_completes_a_dump_gives_its_files_other_names() throws IOException {
    ledger("part-m-00000", "shard 0 of pages", 12);
    data("part-m-00000.ndjson.gz");
    ledger("part2-m-00000", "shard 1 of pages", 12);
    data("part2-m-00000.ndjson.gz");

    assertThat(resumed().getConfiguration().get("mapreduce.output.basename")).isEqualTo("part3");
  }

  @Test
  void a_copy_that_is_whole_or_was_never_begun_is_not_completed() throws IOException {
    data("_SUCCESS");

    assertThatThrownBy(this::resumed)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("has already succeeded: nothing to resume");
    assertThatThrownBy(
            () -> IndexJob.resume(Job.getInstance(conf), List.of(path(dir.resolve("none")))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("directory to resume from not found");
  }
}
