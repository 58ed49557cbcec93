package dev.sluice.mapreduce.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bulk.BulkOptions;
import dev.sluice.bulk.BulkProcessor;
import dev.sluice.bulk.Lanes;
import dev.sluice.bulk.OtherAttempts;
import dev.sluice.bulk.action.BulkAction;
import dev.sluice.bulk.action.Operation;
import dev.sluice.bulk.limit.Rate;
import dev.sluice.config.Settings;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.Attempt;
import dev.sluice.mapreduce.control.ControlFiles;
import dev.sluice.mapreduce.control.JobControl;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.testing.Awaiting;
import dev.sluice.testing.FakeElasticsearch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TaskControlTest {

  private static final byte[] DOCUMENT =
      "{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  @TempDir Path directory;

  private final FakeElasticsearch elasticsearch = new FakeElasticsearch();
  private Attempt attempt;
  private ControlFiles files;
  private BulkProcessor engine;
  private SendingEngine sending;
  private TaskControl control;

  @BeforeEach
  void start() throws Exception {
    attempt = Attempt.first(directory, "sluice.rate.documents", "8000");
    JobDirectory job = JobDirectory.of(attempt.context);
    files = ControlFiles.in(job, attempt.conf);
    engine = engine();
    sending = new SendingEngine(engine);
    control = new TaskControl(attempt.context, job, OptionalInt.of(8), sending, attempt.clock);
  }

  private BulkProcessor engine() {
    Settings settings = Settings.from(name -> name.endsWith("bulk.actions") ? "1" : null);
    return BulkProcessor.start(
        BulkOptions.read(settings, Optional.of("pages"), OtherAttempts.NONE),
        elasticsearch,
        Lanes.ANY,
        document -> {},
        Ticker.system());
  }

  @AfterEach
  void stop() {
    engine.abort();
    control.close();
  }

  private void addTwo() throws Exception {
    addTwo(engine);
  }

  private static void addTwo(BulkProcessor engine) throws Exception {
    for (int i = 0; i < 2; i++) {
      engine.add(
          BulkAction.of(Operation.INDEX).id("k" + i).source(DOCUMENT, 0, DOCUMENT.length).build());
    }
  }

  private void awaitIndexed(int count) throws Exception {
    Awaiting.until("documents", Duration.ofSeconds(10), () -> engine.counts().indexed() == count);
  }

  @Test
  void an_attempt_of_a_paused_job_begins_paused() throws Exception {
    files.write(JobControl.NONE.paused(true));
    control.look();
    addTwo();
    assertThat(elasticsearch.lines()).isEmpty();

    files.write(JobControl.NONE);
    control.look();

    awaitIndexed(1);
  }

  @Test
  void error_events_too_wait_for_the_end_of_a_pause_and_for_the_rate() throws Exception {
    files.write(JobControl.NONE.paused(true).with(Rate.of(0, 8)));
    control.look();
    BulkProcessor events = engine();
    try {
      sending.use(events);
      addTwo(events);
      assertThat(elasticsearch.lines()).isEmpty();

      files.write(JobControl.NONE.with(Rate.of(0, 8)));
      control.look();
      Awaiting.until("one", Duration.ofSeconds(10), () -> events.counts().indexed() == 1);
      assertThat(events.counts().outstanding()).as("the second waits a second").isEqualTo(1);
    } finally {
      events.abort();
    }
  }

  @Test
  void a_control_file_that_cannot_be_read_changes_nothing() throws Exception {
    files.write(JobControl.NONE.paused(true));
    control.look();
    Files.delete(directory.resolve("control/.job.crc"));
    Files.writeString(directory.resolve("control/job"), "{\"paused\":fal");

    control.look();
    addTwo();

    assertThat(elasticsearch.lines()).isEmpty();
  }

  @Test
  void the_share_is_the_rate_divided_by_the_largest_number_of_tasks_until_they_are_counted()
      throws Exception {
    control.look();
    assertThat(control.share()).isEqualTo(Rate.of(0, 1_000));

    files.writeTasks(2);
    control.look();
    assertThat(control.share()).isEqualTo(Rate.of(0, 4_000));
  }

  @Test
  void a_rate_of_the_user_replaces_that_of_the_configuration_also_with_none() throws Exception {
    files.write(JobControl.NONE.with(Rate.of(1 << 20, 0)));
    control.look();
    assertThat(control.share()).isEqualTo(Rate.of(1 << 20, 0).share(8));

    files.write(JobControl.NONE.with(Rate.UNLIMITED));
    control.look();
    assertThat(control.share()).isEqualTo(Rate.UNLIMITED);

    files.write(JobControl.NONE);
    control.look();
    assertThat(control.share()).isEqualTo(Rate.of(0, 1_000));
  }
}
