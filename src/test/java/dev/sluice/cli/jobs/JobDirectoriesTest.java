package dev.sluice.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.owner.JobOwner;
import dev.sluice.mapreduce.owner.OwnerLookup;
import dev.sluice.mapreduce.owner.OwnerState;
import dev.sluice.report.JobFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobDirectoriesTest {

  private static final long NOW = 1_800_000_000_000L;
  private static final long DAY = 86_400_000;

  @TempDir Path dir;

  private final Configuration conf = new Configuration(false);
  private final FakeOwners owners = new FakeOwners();

  /** Knows what a test says of the applications of jobs. */
  private static final class FakeOwners implements OwnerLookup {
    final Map<String, OwnerState> states = new HashMap<>();

    @Override
    public OwnerState state(JobOwner owner) {
      return states.getOrDefault(owner.job(), OwnerState.FORGOTTEN);
    }

    @Override
    public Optional<String> problem() {
      return Optional.empty();
    }
  }

  private static String id(int number) {
    return "job_1700000000000_%04d".formatted(number);
  }

  private Path job(int number, JobFacts.State state, long endedDaysAgo) throws IOException {
    long end = NOW - endedDaysAgo * DAY;
    JobFacts begun =
        JobFacts.begun(id(number), "n", "u", "pages", end - 60_000 + number, Map.of(), Map.of());
    JobFacts facts = state == JobFacts.State.RUNNING ? begun : begun.ended(state, end);
    Path job = Files.createDirectories(dir.resolve(id(number)));
    Files.write(job.resolve("job.json"), facts.toJson());
    if (state == JobFacts.State.RUNNING) {
      Files.createDirectories(job.resolve("_temporary/0"));
    }
    return aged(job, endedDaysAgo);
  }

  /** Without this, files are as old as the test. */
  private static Path aged(Path directory, long days) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.toList()) {
        Files.setLastModifiedTime(each, FileTime.fromMillis(NOW - days * DAY));
      }
    }
    return directory;
  }

  private Path running(int number, OwnerState owner, long daysAgo) throws IOException {
    Path job = job(number, JobFacts.State.RUNNING, daysAgo);
    JobOwner.ofApplication(id(number), "application_1700000000000_0001")
        .write(JobDirectory.at(hadoop(job)), conf);
    owners.states.put(id(number), owner);
    return aged(job, daysAgo);
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }

  private JobDirectories found(Path directory) throws IOException {
    return JobDirectories.in(hadoop(directory), conf, owners, NOW);
  }

  private List<String> states() throws IOException {
    return found(dir).jobs().stream().map(job -> job.judgement.state().toString()).toList();
  }

  /** Why the only job is kept; empty if it was removed. */
  private Optional<String> remove(int days, boolean force) throws IOException {
    OldJobs old = new OldJobs(conf, Duration.ofDays(days), force, owners);
    FoundJob job = found(dir).jobs().get(0);
    return old.has(job) ? old.remove(job) : Optional.of("young");
  }

  @Test
  void jobs_are_told_by_their_records_in_the_order_of_their_start() throws IOException {
    job(1, JobFacts.State.SUCCEEDED, 1);
    job(2, JobFacts.State.FAILED, 1);
    job(3, JobFacts.State.KILLED, 1);
    running(4, OwnerState.ALIVE, 1);
    running(5, OwnerState.ENDED, 1);
    job(6, JobFacts.State.RUNNING, 1);

    assertThat(states())
        .containsExactly("done", "failed", "killed", "running", "killed", "unknown");
  }

  @Test
  void the_table_has_the_counts_of_the_report_or_of_the_tasks() throws IOException {
    Path done = job(1, JobFacts.State.SUCCEEDED, 3);
    Files.writeString(
        done.resolve("report.json"),
        "{\"version\":1,\"ledger\":{\"committed\":{\"attempts\":2,\"indexed\":1234567,"
            + "\"rejected\":8},\"failed\":{\"attempts\":1,\"indexed\":5}},\"tasks\":[{}]}");
    Path killed = running(2, OwnerState.ENDED, 3);
    manifest(killed, "manifests/part-m-00000.json", "attempt_1_0001_m_000000_0", 40);
    manifest(killed, "running/attempt_1_0001_m_000001_0.json", "attempt_1_0001_m_000001_0", 2);
    Files.createDirectories(killed.resolve("_shards"));
    Files.writeString(killed.resolve("_shards/part-m-00000.json"), "{}");
    aged(killed, 2);

    List<String> table = found(dir).table();

    assertThat(table.get(0))
        .matches("state +started \\(UTC\\) +age +indexed +rejected +index +directory");
    assertThat(table.get(1))
        .matches("done +2027-01-\\d\\d \\d\\d:\\d\\d +3d +1,234,567 +8  pages  file:/.*" + id(1));
    assertThat(table.get(2))
        .matches("killed .* 2d +42 +0  pages .*" + id(2) + "  \\(1 shard copied: --resume\\)");
  }

  private static void manifest(Path job, String name, String attempt, int indexed)
      throws IOException {
    Files.createDirectories(job.resolve(name).getParent());
    Files.writeString(
        job.resolve(name),
        "{\"attempt\":\"%s\",\"index\":\"pages\",\"given\":9,\"indexed\":%d,\"sent\":{}}"
            .formatted(attempt, indexed));
  }

  @Test
  void the_counts_of_a_broken_record_of_a_task_are_unknown_and_the_job_is_listed()
      throws IOException {
    Path job = running(1, OwnerState.ENDED, 3);
    Files.createDirectories(job.resolve("manifests"));
    Files.writeString(job.resolve("manifests/part-m-00000.json"), "{\"attempt\"");

    assertThat(found(dir).table().get(1)).matches("killed .* \\? +\\?  pages .*");
  }

  @Test
  void a_directory_is_one_job_too() throws IOException {
    Path job = job(1, JobFacts.State.SUCCEEDED, 1);

    assertThat(found(job).jobs()).extracting(its -> its.id).containsExactly(id(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"id\":\"job_1_0001\"}",
        "{\"id\":\"job_1_0001\",\"state\":\"fine\"}",
        "{\"id\":\"42\",\"state\":\"SUCCEEDED\",\"started\":1,\"ended\":2}",
        "{\"id\":\"\",\"state\":\"SUCCEEDED\"}",
        "not JSON"
      })
  void a_file_of_that_name_from_somebody_else_makes_no_job(String json) throws IOException {
    Files.createDirectories(dir.resolve("theirs"));
    Files.writeString(dir.resolve("theirs/job.json"), json);

    assertThat(found(dir).jobs()).isEmpty();
    assertThat(found(dir).others()).hasValue("not job directories: theirs");
  }

  @Test
  void the_output_of_dumps_and_comparisons_and_links_are_not_jobs() throws IOException {
    Path real = job(1, JobFacts.State.SUCCEEDED, 100);
    Path elsewhere = Files.createDirectories(dir.resolve("elsewhere"));
    Files.move(real, elsewhere.resolve(id(1)));
    Files.createDirectories(dir.resolve("jobs/dump/_shards"));
    Files.createFile(dir.resolve("jobs/dump/_SUCCESS"));
    Files.createFile(dir.resolve("jobs/dump/part-m-00000.ndjson"));
    Files.createDirectories(dir.resolve("jobs/verify-20260101-000000-000"));
    Files.createSymbolicLink(dir.resolve("jobs/link"), elsewhere.resolve(id(1)));
    Files.createFile(dir.resolve("jobs/zz"));

    JobDirectories found = found(dir.resolve("jobs"));

    assertThat(found.jobs()).isEmpty();
    assertThat(found.areOnlyOthers()).isTrue();
    assertThat(found.others())
        .hasValue("not job directories: dump, link, verify-20260101-000000-000 and 1 more");
  }

  @Test
  void an_old_job_goes_with_all_its_files_and_a_young_one_stays() throws IOException {
    Path job = job(1, JobFacts.State.FAILED, 30);
    for (String file :
        List.of(
            "rejected/part-m-00000.ndjson",
            "rejected/part-m-00000.2.ndjson",
            "unknown/part-r-00001.ndjson",
            "failed/attempt_1_0001_m_000000_0.ndjson",
            "failed/attempt_1_0001_m_000000_0-unknown.ndjson",
            "manifests/part-m-00000.json",
            "attempts/attempt_1_0001_m_000000_0.2.json",
            "running/attempt_1_0001_m_000000_0.json",
            "checkpoints/task_1_0001_m_000000/000001-attempt_1_0001_m_000000_0.checkpoint",
            "checkpoints/task_1_0001_m_000000/_000002-attempt_1_0001_m_000000_0.checkpoint",
            "checkpoints/task_1_0001_m_000000/rejected-attempt_1_0001_m_000000_0-0.ndjson",
            "control/job",
            "control/tasks",
            "_shards/part2-m-00000.json",
            "_temporary/0/_temporary/attempt_1_0001_m_000000_0/x/y",
            "owner.json",
            ".owner.json.crc",
            ".gone.crc",
            "report.html",
            "report.json",
            "since.json",
            "index.json",
            "index.checked",
            "lanes",
            "settings",
            "_part-m-00003.ndjson",
            "_SUCCESS")) {
      Files.createDirectories(job.resolve(file).getParent());
      Files.createFile(job.resolve(file));
    }
    aged(job, 30);

    assertThat(remove(31, false)).hasValue("young");
    assertThat(job.resolve("rejected/part-m-00000.ndjson")).exists();
    assertThat(remove(30, false)).isEmpty();
    assertThat(job).doesNotExist();
    assertThat(dir).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "notes.txt",
        "part-m-00000.ndjson",
        "data/part-m-00000.json",
        "rejected/fixed.ndjson",
        "rejected/part-m-00000.ndjson.gz",
        "manifests/sub/part-m-00000.json",
        "checkpoints/notes.txt",
        "checkpoints/task_1_0001_m_000000/notes.txt",
        "job_1700000000000_0009/job.json",
      })
  void a_directory_with_a_file_of_somebody_else_is_named_and_left_as_it_is(String name)
      throws IOException {
    Path job = job(1, JobFacts.State.SUCCEEDED, 300);
    Files.createDirectories(job.resolve(name).getParent());
    Files.writeString(job.resolve(name), "mine");

    assertThat(remove(0, true))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith("it contains file:" + job)
                    .endsWith(", which is not a file of the job"));
    assertThat(job.resolve(name)).hasContent("mine");
    assertThat(job.resolve("job.json")).exists();
  }

  @Test
  void links_in_a_directory_are_not_of_the_job() throws IOException {
    Path data = Files.createDirectories(dir.resolveSibling(dir.getFileName() + "-data"));
    Files.createFile(data.resolve("part-m-00000.ndjson"));
    Path job = job(1, JobFacts.State.SUCCEEDED, 300);
    Files.createSymbolicLink(job.resolve("rejected"), data);

    assertThat(remove(0, true)).isPresent();
    assertThat(data.resolve("part-m-00000.ndjson")).exists();
    Files.delete(job.resolve("rejected"));
    Files.delete(data.resolve("part-m-00000.ndjson"));
    Files.delete(data);
  }

  @Test
  void a_job_that_may_run_is_kept_whatever_its_age() throws IOException {
    Path job = running(1, OwnerState.ALIVE, 300);
    assertThat(remove(0, true)).hasValue("it is in use");

    owners.states.put(id(1), OwnerState.UNREACHABLE);
    assertThat(remove(0, true)).hasValue("it may be in use");

    owners.states.put(id(1), OwnerState.ENDED);
    assertThat(remove(0, false)).isEmpty();
    assertThat(job).doesNotExist();
  }

  @Test
  void a_job_of_another_machine_is_removed_only_by_force() throws IOException {
    Path job = job(1, JobFacts.State.RUNNING, 300);
    JobOwner.ofProcess(id(1), "far.example", "7 42").write(JobDirectory.at(hadoop(job)), conf);
    aged(job, 300);
    owners.states.put(id(1), OwnerState.ELSEWHERE);

    assertThat(remove(30, false))
        .hasValue("its job ran on far.example and may still run; if not, --force removes it");
    assertThat(remove(301, true)).hasValue("young");
    assertThat(remove(30, true)).isEmpty();
  }

  @Test
  void without_a_recorded_owner_the_newest_file_tells_the_age() throws IOException {
    Path job = job(1, JobFacts.State.RUNNING, 300);
    Files.createFile(job.resolve("_temporary/0/new"));
    aged(job.resolve("_temporary/0/new"), 0);
    assertThat(remove(0, false)).hasValue("it may be in use");

    aged(job, 2);
    assertThat(states()).containsExactly("unknown");
    assertThat(remove(3, false)).hasValue("young");
    assertThat(remove(2, false)).isEmpty();
  }

  /** The record comes first, the work of Hadoop's committer ends last. */
  @Test
  void a_job_that_recorded_its_end_and_is_still_committing_is_in_use() throws IOException {
    Path job = job(1, JobFacts.State.SUCCEEDED, 300);
    JobOwner.ofApplication(id(1), "application_1_1").write(JobDirectory.at(hadoop(job)), conf);
    Files.createDirectories(job.resolve("_temporary"));
    aged(job, 300);
    owners.states.put(id(1), OwnerState.ALIVE);
    assertThat(remove(0, false)).hasValue("it is in use");

    owners.states.put(id(1), OwnerState.ENDED);
    assertThat(states()).containsExactly("done");
  }

  /** The owner of another job, which was copied there, says nothing. */
  @Test
  void an_owner_of_another_job_does_not_count() throws IOException {
    Path job = job(1, JobFacts.State.RUNNING, 0);
    JobOwner.ofApplication(id(2), "application_1_1").write(JobDirectory.at(hadoop(job)), conf);
    owners.states.put(id(2), OwnerState.ENDED);

    assertThat(states()).containsExactly("unknown");
  }

  @Test
  void a_job_without_its_own_record_is_known_by_its_owner() throws IOException {
    Path job = running(1, OwnerState.ALIVE, 0);
    Files.writeString(job.resolve("job.json"), "{\"id\":\"cut sho");

    assertThat(states()).containsExactly("running");
  }

  @Test
  void a_directory_that_is_missing_is_an_error() {
    assertThatThrownBy(() -> found(dir.resolve("no"))).isInstanceOf(IOException.class);
  }
}
