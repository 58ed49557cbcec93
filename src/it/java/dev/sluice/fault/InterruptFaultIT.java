package dev.sluice.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs that wait for a server that says nothing, and what is left of them when they are killed. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class InterruptFaultIT {

  /** So many requests are answered. */
  private static final int ANSWERED = 5;

  /** Threads that were there before a test are none of its business. */
  private final Set<Thread> before = Thread.getAllStackTraces().keySet();

  /** Runs a job into silence. */
  private FaultRun start(ScriptedElasticsearch server, FaultJob job) throws Exception {
    FaultRun run = job.submit(server.url(), "scripted");
    await("requests without an answer", () -> server.bulks() > ANSWERED);
    return run;
  }

  private static ScriptedElasticsearch silentServer() throws Exception {
    return ScriptedElasticsearch.start(
        number -> number <= ANSWERED ? BulkFault.none() : BulkFault.silence());
  }

  private void await(String what, BooleanSupplier condition) throws InterruptedException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (Duration.ofNanos(System.nanoTime() - start).toSeconds() >= 60) {
        throw new AssertionError("not within a minute: " + what + "; " + threads());
      }
      Thread.sleep(20);
    }
  }

  private List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> name.startsWith("sluice-"))
        .toList();
  }

  /** Whether a thread of this JVM is in a method. */
  private static boolean somebodyIsIn(String type, String method) {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(f -> f.getClassName().equals(type) && f.getMethodName().equals(method));
  }

  private void leavesNothing(FaultJob job, String waiting) throws Exception {
    try (ScriptedElasticsearch server = silentServer()) {
      FaultRun run = start(server, job);
      await("a task in " + waiting, () -> somebodyIsIn("dev.sluice.bulk.BulkProcessor", waiting));

      run.job().killJob();
      run.await();

      await("the end of all threads", () -> threads().isEmpty());
      await("the end of all connections", () -> server.connections() == 0);
      String id = run.job().getJobID().toString();
      await("the end of a task", () -> WatchedOutputFormat.failure(id).isPresent());
      Ledger.failed(run, server.truth(), "interrupted");
    }
  }

  @Test
  void a_job_killed_while_its_tasks_wait_for_memory_leaves_no_thread_and_no_connection()
      throws Exception {
    leavesNothing(
        FaultJob.named("job killed while tasks wait for memory")
            .set("sluice.bulk.size", "8kb")
            .set("sluice.bulk.memory", "64kb"),
        "awaitMemory");
  }

  @Test
  void a_job_killed_while_its_tasks_wait_for_answers_leaves_no_thread_and_no_connection()
      throws Exception {
    leavesNothing(FaultJob.named("job killed while tasks close"), "awaitAnswers");
  }

  @Test
  void a_thread_dump_says_what_a_waiting_task_waits_for() throws Exception {
    try (ScriptedElasticsearch server = silentServer()) {
      FaultRun run = start(server, FaultJob.named("thread dump"));
      await(
          "a task that closes",
          () -> somebodyIsIn("dev.sluice.bulk.BulkProcessor", "awaitAnswers"));

      Map<Thread, StackTraceElement[]> dump = Thread.getAllStackTraces();

      run.job().killJob();
      run.await();
      assertThat(dump)
          .anySatisfy(
              (thread, stack) -> {
                assertThat(thread.getName()).startsWith("sluice-bulk-");
                assertThat(stack).extracting(Object::toString).anyMatch(f -> f.contains("send("));
              });
      await("the end of all threads", () -> threads().isEmpty());
    }
  }
}
