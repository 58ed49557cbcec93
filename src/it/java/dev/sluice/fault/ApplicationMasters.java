package dev.sluice.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.client.api.YarnClient;

/** The application masters of a job in the YARN of this JVM. */
final class ApplicationMasters {

  private final Job job;

  private ApplicationMasters(Job job) {
    this.job = job;
  }

  static ApplicationMasters of(Job job) {
    return new ApplicationMasters(job);
  }

  /** How many the job has had. */
  int count() throws Exception {
    try (YarnClient client = YarnClient.createYarnClient()) {
      client.init(job.getConfiguration());
      client.start();
      return client.getApplicationAttempts(application()).size();
    }
  }

  private ApplicationId application() {
    return ApplicationId.fromString(job.getJobID().toString().replace("job_", "application_"));
  }

  /** Whether one is there now. */
  boolean isAny() {
    return !running().isEmpty();
  }

  /** Sends SIGKILL to the running one, and waits for its end. */
  void kill() throws Exception {
    List<ProcessHandle> found = running();
    assertThat(found).as("application master").isNotEmpty();
    found.forEach(ProcessHandle::destroyForcibly);
    CompletableFuture.allOf(
            found.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .get(1, TimeUnit.MINUTES);
  }

  /** Only among the descendants of this JVM, of which the job's application master is one. */
  private List<ProcessHandle> running() {
    String application = application().toString();
    return ProcessHandle.current()
        .descendants()
        .filter(process -> isMaster(process, application))
        .toList();
  }

  private static boolean isMaster(ProcessHandle process, String application) {
    String command = process.info().commandLine().orElse("");
    return command.contains(application) && command.contains("MRAppMaster");
  }
}
