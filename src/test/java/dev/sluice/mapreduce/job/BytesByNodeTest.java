package dev.sluice.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.json.ByteArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.JobID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BytesByNodeTest {

  @TempDir Path dir;

  private final Configuration conf = new Configuration();

  private BytesByNode read() throws IOException {
    conf.set("sluice.job.dir", dir.toUri().toString());
    return BytesByNode.of(conf, new JobID("17", 42));
  }

  private void manifest(String attempt, Map<String, Long> sent) throws IOException {
    ByteArray json = TaskManifest.of(attempt, "pages", Map.of(), sent).toJson();
    Path manifests = Files.createDirectories(dir.resolve("manifests"));
    Files.write(manifests.resolve(attempt + ".json"), Arrays.copyOf(json.array(), json.length()));
  }

  @Test
  void the_ledgers_of_a_job_say_who_sent_how_much_to_whom() throws IOException {
    manifest("attempt_17_0042_m_000001_0", Map.of("es-1", 7L, "a node.with \"quotes\"", 1L << 40));
    manifest("attempt_17_0042_r_000000_2", Map.of());

    assertThat(read().byTask())
        .containsExactly(
            Map.entry("m_000001", Map.of("es-1", 7L, "a node.with \"quotes\"", 1L << 40)),
            Map.entry("r_000000", Map.of()));
  }

  @Test
  void a_job_without_ledgers_sent_nothing() throws IOException {
    assertThat(read().byTask()).isEmpty();
  }

  @Test
  void a_job_of_many_tasks_and_nodes_is_kept_as_its_sums_and_its_first_tasks() throws IOException {
    Map<String, Long> sent = new TreeMap<>();
    for (int node = 0; node < 200; node++) {
      sent.put("es-" + node, 1L);
    }
    for (int task = 0; task < 50; task++) {
      manifest("attempt_17_0042_m_0000%02d_0".formatted(task), sent);
    }

    BytesByNode read = read();

    assertThat(read.tasks()).isEqualTo(50);
    assertThat(read.byTask()).hasSize(30).containsKeys("m_000000", "m_000029");
    assertThat(read.sums()).hasSize(200).containsEntry("es-7", 50L);
  }
}
