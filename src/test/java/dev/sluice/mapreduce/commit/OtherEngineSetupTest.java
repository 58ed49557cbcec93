package dev.sluice.mapreduce.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.mapreduce.Attempt;
import dev.sluice.mapreduce.job.IndexPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The setup of a job by an engine that is not MapReduce. */
class OtherEngineSetupTest {

  @TempDir Path temp;

  private final List<String> checked = new ArrayList<>();

  private Attempt attempt(String... keysAndValues) {
    Attempt attempt = Attempt.first(temp.resolve("job"), keysAndValues);
    attempt.conf.unset("mapreduce.job.dir");
    IndexPlan.existing("pages", "pages").store(attempt.conf);
    return attempt;
  }

  private void setUp(Attempt attempt, TaskAttemptContext context) throws IOException {
    IndexOutputCommitter.of(
            context, job -> attempt.index, job -> checked.add(job.getJobID().toString()))
        .setupJob(context);
  }

  @Test
  void a_second_job_with_the_configuration_of_the_first_is_checked_as_well() throws Exception {
    Attempt attempt = attempt();
    TaskAttemptContext second =
        new TaskAttemptContextImpl(
            attempt.conf, TaskAttemptID.forName("attempt_17_0043_m_000007_0"));

    setUp(attempt, attempt.context);
    assertThat(checked).isEmpty();
    setUp(attempt, second);

    assertThat(checked).containsExactly("job_17_0043");
  }

  @Test
  void a_setup_that_fails_restores_the_index_because_nobody_aborts_the_job() {
    Attempt attempt = attempt("sluice.index.load-mode", "bulk");
    attempt.index.refuse("change");

    assertThatThrownBy(() -> setUp(attempt, attempt.context)).hasMessageContaining("no privilege");

    assertThat(attempt.index.calls.stream().filter("change"::equals)).hasSize(2);
  }
}
