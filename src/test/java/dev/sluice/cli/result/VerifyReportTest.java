package dev.sluice.cli.result;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.cli.run.JobFailedException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.junit.jupiter.api.Test;

class VerifyReportTest {

  @Test
  void without_counters_an_index_is_not_called_equal() throws Exception {
    Job job = Job.getInstance(new Configuration(false));
    job.setJobID(new JobID("verify", 1));
    VerifyReport report = new VerifyReport(job, new Path("found"), false);

    assertThatThrownBy(report::withoutCounters)
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("job_verify_0001")
        .hasMessageContaining("part-r-* in found");
  }
}
