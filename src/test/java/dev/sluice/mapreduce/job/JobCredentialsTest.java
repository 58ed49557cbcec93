package dev.sluice.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.security.Credentials;
import org.junit.jupiter.api.Test;

class JobCredentialsTest {

  private static final Text NAME = new Text("name");

  private final JobContext job = new JobContextImpl(new Configuration(false), new JobID());

  @Test
  void a_task_that_looks_before_the_local_runner_handed_them_over_finds_them() {
    JobCredentials.toFill(job).addSecretKey(NAME, new byte[] {1});

    assertThat(JobCredentials.of(early(job)).getSecretKey(NAME)).containsExactly(1);
  }

  @Test
  void what_is_added_later_at_submit_is_found_too() {
    JobCredentials.toFill(job);
    JobCredentials.toFill(job).addSecretKey(NAME, new byte[] {2});

    assertThat(JobCredentials.of(early(job)).getSecretKey(NAME)).containsExactly(2);
  }

  @Test
  void a_job_made_of_anothers_configuration_has_its_own() {
    JobCredentials.toFill(job).addSecretKey(NAME, new byte[] {3});
    JobContext other = early(job);

    JobCredentials.toFill(other).addSecretKey(new Text("other"), new byte[] {4});

    assertThat(JobCredentials.of(early(other)).getAllSecretKeys())
        .containsExactly(new Text("other"));
  }

  @Test
  void what_the_runner_handed_over_goes_first() {
    JobCredentials.toFill(job).addSecretKey(NAME, new byte[] {5});
    JobConf conf = new JobConf(new Configuration(job.getConfiguration()));
    conf.setCredentials(new Credentials());
    conf.getCredentials().addSecretKey(NAME, new byte[] {6});

    Credentials found = JobCredentials.of(new JobContextImpl(conf, job.getJobID()));

    assertThat(found.getSecretKey(NAME)).containsExactly(6);
  }

  /** A context of the job with its configuration, and without its credentials yet. */
  private static JobContext early(JobContext job) {
    return new JobContextImpl(new Configuration(job.getConfiguration()), new JobID());
  }
}
