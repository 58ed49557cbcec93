package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.report.JobFacts;
import dev.sluice.testing.ManualTicker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class JobsCommandTest {

  private static final long DAY = 86_400_000;

  @TempDir Path dir;

  private final ManualTicker ticker = ManualTicker.movedBySleepers();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int jobs(String... args) {
    CommandLine line = Sluice.commandLine(ticker);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of("jobs"));
    all.addAll(List.of(args));
    return line.execute(all.toArray(new String[0]));
  }

  private Path job(int number, int daysAgo) throws IOException {
    String id = "job_1700000000000_000" + number;
    long end = ticker.wallMillis() - daysAgo * DAY;
    JobFacts facts =
        JobFacts.begun(id, "n", "u", "pages", end - 1_000, Map.of(), Map.of())
            .ended(JobFacts.State.SUCCEEDED, end);
    Path job = Files.createDirectories(dir.resolve(id));
    Files.write(job.resolve("job.json"), facts.toJson());
    return job;
  }

  @Test
  void clean_removes_the_old_ones_one_line_each_and_a_total() throws IOException {
    Path oldest = job(1, 40);
    Path old = job(2, 31);
    Path foreign = job(3, 31);
    Path young = job(4, 29);
    Files.createFile(foreign.resolve("notes.txt"));
    Files.createDirectories(dir.resolve("verify-1"));

    assertThat(jobs(dir.toString(), "--clean", "30")).isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "removed file:" + oldest + " (done, 40d, 0 indexed)",
            "removed file:" + old + " (done, 31d, 0 indexed)",
            "kept file:"
                + foreign
                + " (done, 31d, 0 indexed): it contains file:"
                + foreign
                + "/notes.txt, which is not a file of the job",
            "not job directories: verify-1",
            "removed 2 of 4 job directories in file:" + dir + "; kept 1 of the old ones");
    assertThat(List.of(oldest, old)).noneMatch(Files::exists);
    assertThat(List.of(foreign, young, dir.resolve("verify-1"))).allMatch(Files::exists);
  }

  @Test
  void a_list_removes_nothing() throws IOException {
    Path job = job(1, 400);

    assertThat(jobs(dir.toString())).isZero();

    assertThat(out.toString().lines()).hasSize(2);
    assertThat(job.resolve("job.json")).exists();
  }

  @Test
  void an_empty_directory_and_a_missing_default_have_no_jobs() {
    assertThat(jobs(dir.toString())).isZero();
    assertThat(jobs("-D", "sluice.job.dir=" + dir.resolve("none"))).isZero();

    assertThat(out.toString().lines())
        .containsExactly("no job directories in file:" + dir, "no job directories");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none         | DIR is \"%s\", but it does not exist",
        "file         | DIR is \"%s\", but it is not a directory",
        "in           | DIR is \"%s\", but it contains no job directories. By default they are in",
        ". --clean=-1 | --clean is \"-1\", but must be 0 days or more",
        ". --clean=x  | --clean is \"x\" but must be a whole number",
        ". --force    | --force requires --clean DAYS",
      })
  void a_mistake_is_one_line(String line, String message) throws IOException {
    Files.createFile(dir.resolve("file"));
    Files.createDirectories(dir.resolve("in/data"));
    String[] args = line.split(" ");
    Path place = args[0].equals(".") ? dir : dir.resolve(args[0]);
    args[0] = place.toString();

    assertThat(jobs(args)).isEqualTo(2);

    assertThat(err.toString().lines().findFirst().orElse(""))
        .startsWith("sluice: " + message.formatted(place));
    assertThat(err.toString().lines().filter(each -> each.startsWith("sluice: "))).hasSize(1);
    assertThat(out.toString()).isEmpty();
  }
}
