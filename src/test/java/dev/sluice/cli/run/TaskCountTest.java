package dev.sluice.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mapreduce.control.ControlFiles;
import dev.sluice.mapreduce.control.JobControl;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.testing.ManualTicker;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskCountTest {

  @TempDir Path dir;

  private final ManualTicker ticker = ManualTicker.movedBySleepers();

  @Test
  void a_pause_is_seen_with_the_command_that_ends_it() throws Exception {
    Job job = Job.getInstance(new Configuration(), "test");
    job.getConfiguration().set("sluice.job.dir", dir.toString());
    job.setJobID(new JobID("local7", 1));
    JobDirectory directory = JobDirectory.of(job.getConfiguration(), job.getJobID());
    ControlFiles files = ControlFiles.in(directory, job.getConfiguration());
    TaskCount count = new TaskCount(job, ticker);

    count.look();
    assertThat(count.pause()).isEmpty();

    files.write(JobControl.NONE.paused(true));
    ticker.advance(Duration.ofSeconds(5));
    count.look();
    assertThat(count.pause()).contains("'sluice control " + directory + " resume'");

    files.write(JobControl.NONE.paused(false));
    ticker.advance(Duration.ofSeconds(5));
    count.look();
    assertThat(count.pause()).isEmpty();
  }
}
