package dev.sluice.mapreduce.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.io.LoadCounter;
import dev.sluice.json.ByteArray;
import dev.sluice.report.Stage;
import dev.sluice.report.StageTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class JobManifestTest {

  @TempDir Path dir;

  private final Configuration conf = new Configuration();

  private Path manifest(int task, Map<String, Long> sent) throws IOException {
    String attempt = String.format("attempt_17_0042_m_%06d_0", task);
    Map<LoadCounter, Long> counts = Map.of(LoadCounter.GIVEN, 3L, LoadCounter.INDEXED, 2L);
    ByteArray json = TaskManifest.of(attempt, "pages", counts, sent).toJson();
    Path manifests = Files.createDirectories(dir.resolve("manifests"));
    Path file = manifests.resolve(String.format("part-m-%05d.json", task));
    return Files.write(file, Arrays.copyOf(json.array(), json.length()));
  }

  private JobManifest read() throws IOException {
    conf.set("sluice.job.dir", dir.toUri().toString());
    return JobManifest.read(new JobContextImpl(conf, new JobID("17", 42)), "");
  }

  @Test
  void the_ledgers_of_more_tasks_than_are_read_ahead_are_added_up() throws IOException {
    for (int task = 0; task < 300; task++) {
      manifest(task, Map.of("es-1", 7L));
    }

    JobManifest sum = read();

    assertThat(sum.sum(LoadCounter.GIVEN)).isEqualTo(900);
    assertThat(sum.written()).isEqualTo(600);
  }

  @Test
  void a_ledger_of_very_many_nodes_is_read_in_one_pass() throws IOException {
    Map<String, Long> sent = new TreeMap<>();
    for (int node = 0; node < 30_000; node++) {
      sent.put("es-node-" + node, (long) node);
    }
    byte[] json = Files.readAllBytes(manifest(0, sent));

    assertThat(TaskManifest.read(json).bytesByNode()).isEqualTo(sent);
  }

  @Test
  void the_stage_times_of_the_tasks_are_summed_up() throws IOException {
    StageTimes times = StageTimes.ofMillis(Map.of(Stage.SOURCE, 5L, Stage.SERVER, 70L));
    for (int task = 0; task < 3; task++) {
      Path file = manifest(task, Map.of());
      ByteArray json = TaskManifest.read(Files.readAllBytes(file)).with(times).toJson();
      Files.write(file, Arrays.copyOf(json.array(), json.length()));
      Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    }
    conf.set("sluice.job.dir", dir.toUri().toString());

    StageTimes sum = AttemptManifests.committed(conf, new JobID("17", 42)).times();

    assertThat(sum).isEqualTo(times.plus(times).plus(times));
  }

  @Test
  void a_ledger_that_is_cut_short_is_named() throws IOException {
    manifest(0, Map.of());
    Files.write(manifest(1, Map.of()), "{\"attempt\":\"x\"".getBytes(UTF_8));
    Files.deleteIfExists(dir.resolve("manifests/.part-m-00001.json.crc"));

    assertThatThrownBy(this::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("part-m-00001.json: a task manifest is truncated");
  }

  @Test
  void several_ledgers_are_read_at_a_time() throws IOException {
    for (int task = 0; task < 4; task++) {
      manifest(task, Map.of());
    }
    conf.set("fs.meeting.impl", Meeting.class.getName());
    org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path("meeting", null, dir.toString());
    conf.set("sluice.job.dir", root.toString());

    JobManifest sum = JobManifest.read(new JobContextImpl(conf, new JobID("17", 42)), "");

    assertThat(sum.sum(LoadCounter.GIVEN)).isEqualTo(12);
  }

  /** A file system in which nobody gets on before two are there. */
  public static final class Meeting extends RawLocalFileSystem {

    private final CountDownLatch both = new CountDownLatch(2);

    @Override
    public java.net.URI getUri() {
      return java.net.URI.create("meeting:///");
    }

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path file, int bytes) throws IOException {
      both.countDown();
      try {
        if (!both.await(10, TimeUnit.SECONDS)) {
          throw new IOException("nobody else came");
        }
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return super.open(file, bytes);
    }
  }
}
