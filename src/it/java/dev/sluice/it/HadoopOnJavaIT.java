package dev.sluice.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.ConfigException;
import dev.sluice.hbase.TableJob;
import dev.sluice.hbase.mapping.RowMapping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.VersionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Hadoop of the tests on a Java of this machine that is too new for it, if there is one. */
final class HadoopOnJavaIT {

  private static final String WHAT_TO_DO =
      "use Hadoop 3.4.3 or later, or set JAVA_HOME to a Java from 8 to 22";

  /** Submits a job without a command. */
  static final class Submission {
    public static void main(String[] args) throws IOException {
      try {
        TableJob.of(new Configuration(), "crawl", RowMapping.parse("_id = key"))
            .writeTo("http://localhost:1", "pages");
      } catch (ConfigException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  static Stream<Jdk> tooNew() {
    return Jdk.newest().stream()
        .filter(jdk -> jdk.feature() >= 23 && VersionInfo.getVersion().startsWith("3.3."));
  }

  private static CommandLine run(Jdk jdk, String... program)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("-cp", CommandLine.classpath(entry -> true)));
    command.addAll(List.of(program));
    return CommandLine.java(jdk.home(), command);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("tooNew")
  void a_command_names_the_Java_and_the_Hadoop_that_do_not_fit_in_one_line(Jdk jdk)
      throws Exception {
    CommandLine load =
        run(jdk, "dev.sluice.cli.Sluice", "load", "--input", "pages.json", "--index", "pages");

    assertThat(load.code()).isEqualTo(2);
    assertThat(load.complaints())
        .singleElement()
        .asString()
        .contains("Hadoop " + VersionInfo.getVersion() + " (/", "Java " + jdk.feature())
        .endsWith(WHAT_TO_DO);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("tooNew")
  void a_table_job_names_the_Java_and_the_Hadoop_that_do_not_fit(Jdk jdk) throws Exception {
    CommandLine submission = run(jdk, Submission.class.getName());

    assertThat(submission.out()).as(submission.err()).contains("Java " + jdk.feature(), WHAT_TO_DO);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("tooNew")
  void help_and_settings_are_printed_nevertheless(Jdk jdk) throws Exception {
    assertThat(run(jdk, "dev.sluice.cli.Sluice", "--help").code()).isZero();
    assertThat(run(jdk, "dev.sluice.cli.Sluice", "settings").code()).isZero();
  }
}
