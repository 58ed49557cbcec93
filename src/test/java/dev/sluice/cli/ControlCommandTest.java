package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.Ticker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ControlCommandTest {

  @TempDir Path dir;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int control(String... args) {
    CommandLine line = Sluice.commandLine(Ticker.system());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    String[] all = new String[args.length + 2];
    all[0] = "control";
    all[1] = dir.toString();
    System.arraycopy(args, 0, all, 2, args.length);
    return line.execute(all);
  }

  private void running() throws IOException {
    Files.createDirectories(dir.resolve("_temporary/0"));
  }

  private String file() throws IOException {
    return Files.readString(dir.resolve("control/job"));
  }

  @Test
  void a_rate_outlasts_a_pause() throws Exception {
    running();
    assertThat(control("rate", "20mb", "5000docs")).isZero();
    assertThat(control("pause")).isZero();
    assertThat(file())
        .isEqualTo("{\"paused\":true,\"rate_bytes\":20971520,\"rate_documents\":5000}");

    assertThat(control("resume")).isZero();

    assertThat(file()).startsWith("{\"paused\":false,\"rate_bytes\":20971520");
    assertThat(out.toString())
        .contains(
            "rate limit of the job: 20,971,520 bytes/s and 5,000 documents/s",
            "paused: tasks stop sending within a few seconds; continue with 'sluice control " + dir)
        .contains("resumed: tasks send again");
  }

  @Test
  void off_lifts_the_rate_and_leaves_the_pause() throws Exception {
    running();
    control("pause");
    control("rate", "off");

    assertThat(file()).isEqualTo("{\"paused\":true,\"rate_bytes\":0,\"rate_documents\":0}");
    assertThat(out.toString()).contains("no rate limit; the job is still paused");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0mb     | sluice.rate.bytes is \"0mb\" but must be a size from 16kb to 1tb per second",
        "1kb     | sluice.rate.bytes is \"1kb\" but must be a size from 16kb to 1tb per second",
        "0docs   | sluice.rate.documents is \"0\" but must be a whole number from 1",
        "20      | the rate is \"20\", but must be bytes such as 20mb, documents such as 5000docs",
        "fast    | the rate is \"fast\", but must be bytes such as 20mb",
      })
  void a_wrong_rate_is_one_line_and_writes_nothing(String rate, String message) throws Exception {
    running();

    assertThat(control("rate", rate)).isEqualTo(2);

    assertThat(err.toString().trim()).contains("sluice: ").contains(message).hasLineCount(1);
    assertThat(dir.resolve("control")).doesNotExist();
  }

  @Test
  void values_must_be_there_for_a_rate_and_only_then() throws Exception {
    running();

    assertThat(control("rate")).isEqualTo(2);
    assertThat(control("pause", "5m")).isEqualTo(2);

    assertThat(err.toString())
        .contains("the rate is missing, but must be", "pause takes no value, but was given [5m]");
  }

  @Test
  void a_job_that_is_over_cannot_be_controlled() throws Exception {
    Files.createFile(dir.resolve("_SUCCESS"));
    Files.createFile(dir.resolve("job.json"));

    assertThat(control("pause")).isEqualTo(2);

    assertThat(err.toString().trim())
        .startsWith("sluice: cannot control file:" + dir)
        .endsWith(": the job is over");
    assertThat(dir.resolve("control")).doesNotExist();
  }

  @Test
  void the_directory_of_a_verify_is_not_that_of_a_load() throws Exception {
    Files.createFile(dir.resolve("_SUCCESS"));
    Files.createFile(dir.resolve("part-r-00000"));

    assertThat(control("pause")).isEqualTo(2);

    assertThat(err.toString()).contains(": not the directory of a load; check the path");
  }

  @Test
  void a_failed_job_is_over_too() throws Exception {
    Files.createDirectories(dir.resolve("failed"));

    assertThat(control("resume")).isEqualTo(2);

    assertThat(err.toString()).contains(": the job is over");
  }

  @Test
  void a_directory_that_is_missing_or_no_jobs_is_told_apart() throws Exception {
    assertThat(control("pause")).isEqualTo(2);
    Files.delete(dir);
    assertThat(control("pause")).isEqualTo(2);

    assertThat(err.toString().lines())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).contains("not the directory of a load"))
        .anySatisfy(line -> assertThat(line).contains("but it does not exist: there is"));
    assertThat(dir).doesNotExist();
  }
}
