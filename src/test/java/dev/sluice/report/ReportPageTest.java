package dev.sluice.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Jackson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportPageTest {

  private static final String HOSTILE =
      "</script><script>alert(1)</script><img src=x onerror=alert(2)>&amp;\u2028\u2029\u0000\"'\\";

  private final Report report =
      new Report(
          JobFacts.begun("job_17_0042", HOSTILE, "me", HOSTILE, 1, Map.of("k", HOSTILE), Map.of()));

  private static AttemptRecord attempt(
      int task, AttemptRecord.Outcome outcome, long millis, ErrorTally errors) {
    TimeSeries series = TimeSeries.ofAtMost(64);
    series.add(0, millis, Measures.of(Map.of(Measure.DOCUMENTS, 10L)), Latencies.none());
    return AttemptRecord.of(
        String.format("attempt_17_0042_m_%06d_0", task),
        outcome,
        Map.of("given", 10L, "indexed", 9L, "rejected", 1L),
        Map.of(HOSTILE, 70L),
        StageTimes.ofMillis(Map.of(Stage.SOURCE, 5L)),
        Optional.of(TaskHistory.of(0, millis, series, errors)));
  }

  private static ErrorTally hostileErrors() {
    ErrorTally errors = new ErrorTally();
    errors.add(HOSTILE, HOSTILE, HOSTILE);
    return errors;
  }

  private static Map<String, Object> json(String text) {
    return Jackson.object(text.getBytes(UTF_8)).orElseThrow();
  }

  @Test
  void hostile_text_is_data_and_never_markup() throws IOException {
    report.add(attempt(1, AttemptRecord.Outcome.COMMITTED, 1_000, hostileErrors()));

    String page = ReportPage.of(report.toJson());

    assertThat(page).doesNotContain("alert(1)</script>", "<img").hasSizeLessThan(150_000);
    assertThat(page.split("</script>", -1)).hasSize(4);
    String data = page.split("id=\"data\">", -1)[1].split("</script>", -1)[0];
    assertThat(json(data)).isEqualTo(json(report.toJson()));
    assertThat(data).contains("\\u003c/script\\u003e").doesNotContain("\u2028", "\u2029");
  }

  @Test
  void the_page_loads_nothing_and_keeps_the_license_of_the_charts() throws IOException {
    String page = ReportPage.of(report.toJson());

    assertThat(page)
        .doesNotContainPattern("(src|href)=\"(?!data:)")
        .doesNotContain("url(", "@import");
    assertThat(page).contains("default-src 'none'", "The MIT License (MIT)", "Leon Sorokin");
  }

  @Test
  @SuppressWarnings("unchecked")
  void attempts_are_summed_up_by_outcome() {
    report.add(attempt(1, AttemptRecord.Outcome.COMMITTED, 1_000, hostileErrors()));
    report.add(attempt(2, AttemptRecord.Outcome.COMMITTED, 9_000, hostileErrors()));
    report.add(attempt(3, AttemptRecord.Outcome.FAILED, 2_000, new ErrorTally()));

    Map<String, Object> json = json(report.toJson());

    Map<String, Object> ledger = (Map<String, Object>) json.get("ledger");
    assertThat((Map<String, Object>) ledger.get("committed"))
        .containsEntry("attempts", "2")
        .containsEntry("given", "20")
        .containsEntry("rejected", "2");
    assertThat((Map<String, Object>) ledger.get("failed")).containsEntry("given", "10");
    assertThat((Map<String, Object>) ledger.get("unfinished")).isEqualTo(Map.of("attempts", "0"));
    List<Map<String, Object>> errors = (List<Map<String, Object>>) json.get("errors");
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0))
        .containsEntry("count", "2")
        .containsEntry("ids", List.of(HOSTILE, HOSTILE));
    assertThat((Map<String, Object>) json.get("series"))
        .extractingByKey("documents")
        .isEqualTo(List.of("16", "6", "1", "1", "2", "1", "1", "1", "1", "0"));
  }

  @Test
  @SuppressWarnings("unchecked")
  void of_many_tasks_the_slowest_are_shown() {
    List<Integer> tasks = new ArrayList<>(IntStream.range(0, 200).boxed().toList());
    Collections.shuffle(tasks, new Random(1));
    for (int task : tasks) {
      report.add(attempt(task, AttemptRecord.Outcome.COMMITTED, 1_000L * task, new ErrorTally()));
    }

    List<Map<String, Object>> shown =
        (List<Map<String, Object>>) json(report.toJson()).get("tasks");

    assertThat(shown).hasSize(Report.MOST_TASKS);
    assertThat(shown.get(0)).containsEntry("attempt", "attempt_17_0042_m_000199_0");
    assertThat(shown.get(49)).containsEntry("attempt", "attempt_17_0042_m_000150_0");
  }

  @Test
  void a_job_without_a_task_has_a_report() throws IOException {
    assertThat(ReportPage.of(new Report(JobFacts.unknown("job_17_0042")).toJson()))
        .contains("\"id\":\"job_17_0042\"");
  }
}
