package dev.sluice.cli.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.rehearse.merges.MergeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeTest {

  private static final Pattern OUTPUT =
      Pattern.compile("```\\n((?:(?!```).)*bottleneck: .*?)\\n```", Pattern.DOTALL);

  @TempDir Path dir;

  private final Configuration conf = new Configuration(false);

  private MergeTime later = MergeTime.NONE;

  private final Map<TrialCounter, Long> counters = new EnumMap<>(TrialCounter.class);

  OutcomeTest() {
    counters.put(TrialCounter.TASKS, 1L);
    counters.put(TrialCounter.REQUESTS, 100L);
    counters.put(TrialCounter.WINDOW_MICROS, 1_000_000L);
    counters.put(TrialCounter.SOURCE_MICROS, 10_000L);
    counters.put(TrialCounter.ENCODING_MICROS, 10_000L);
    counters.put(TrialCounter.MEMORY_MICROS, 980_000L);
  }

  private TrialFigures figures(
      long inFlight, long rate, double megabytes, long roundTripMillis, long serverMillis) {
    Map<TrialCounter, Long> all = new EnumMap<>(counters);
    all.put(TrialCounter.IN_FLIGHT_MICROS, inFlight * 1_000_000);
    all.put(TrialCounter.DOCUMENTS_PER_KILOSECOND, rate * 1_000);
    all.put(TrialCounter.BYTES_PER_SECOND, (long) (megabytes * (1 << 20)));
    all.put(TrialCounter.REQUEST_MICROS, roundTripMillis * 100_000);
    all.put(TrialCounter.SERVER_MICROS, serverMillis * 100_000);
    return TrialFigures.of(counter -> all.getOrDefault(counter, 0L), 1);
  }

  private List<String> lines(TrialFigures base, OtherTrials others) throws IOException {
    InputSize input = new InputSize(179_995_000, 1, 179_995_000, 0, 0, false, false);
    Forecast.Sampled sampled = new Forecast.Sampled(100_000, 100_000_000, 0, false);
    Outcome outcome =
        new Outcome(
            input,
            base,
            sampled,
            new Forecast(input, base, sampled).with(later),
            new IndexFigures(179_995, 299_263_590, 0, false),
            new Diagnosis.Places(3, 1, 1),
            RejectedCauses.in(new org.apache.hadoop.fs.Path(dir.toUri()), conf));
    return outcome.lines(others, new LoadSetup(4, 1, false, false, false, 0));
  }

  /** The figures were measured: an index with one shard on three nodes. */
  @Test
  void the_pages_show_what_a_rehearsal_prints() throws IOException {
    OtherTrials others = new OtherTrials();
    others.few(figures(1, 3_792, 4.0, 115, 95));
    others.many(figures(8, 4_265, 4.5, 786, 755));
    Files.writeString(
        dir.resolve("part-0"),
        "{\"_id\":\"d-17\",\"error\":{\"type\":\"document_parsing_exception\","
            + "\"reason\":\"failed to parse field [year] of type [integer]\"}}\n");

    List<String> printed = lines(figures(4, 3_753, 4.0, 447, 428), others);

    assertThat(shown("tuning.md")).isEqualTo(printed);
    assertThat(printed).containsAll(shown("operating.md"));
  }

  private static List<String> shown(String page) throws IOException {
    Matcher output = OUTPUT.matcher(Files.readString(Path.of("src/docs", page)));
    assertThat(output.find()).as(page).isTrue();
    return output.group(1).lines().toList();
  }

  @Test
  void a_load_that_would_fail_for_its_rejected_documents_is_told() throws IOException {
    String reason = "the document has no field ".repeat(20);
    Files.writeString(
        dir.resolve("part-0"),
        "{\"_id\":\"\",\"error\":{\"type\":\"sluice_bad_id\",\"reason\":\"" + reason + "\"}}\n");
    String fails = "  with sluice.errors.max=%s this load fails: fix the documents";

    for (String max : new String[] {"0", "1", "0.0001%"}) {
      conf.set("sluice.errors.max", max);
      assertThat(lines(figures(11, 2_000, 13.9, 25, 8), new OtherTrials()))
          .as(max)
          .contains("  about 2: sluice_bad_id (" + reason.substring(0, 160) + "...)")
          .anyMatch(line -> line.startsWith(fails.formatted(max)));
    }
    for (String max : new String[] {"2", "1%"}) {
      conf.set("sluice.errors.max", max);
      assertThat(lines(figures(11, 2_000, 13.9, 25, 8), new OtherTrials()))
          .noneMatch(line -> line.contains("this load fails"));
    }
  }

  @Test
  void what_the_retries_at_the_end_take_is_named() throws IOException {
    counters.put(TrialCounter.REFUSED, 84L);
    counters.put(TrialCounter.TAIL_MICROS, 18_000_000L);

    assertThat(lines(figures(11, 2_000, 13.9, 25, 8), new OtherTrials()))
        .contains(
            "whole load: 1.8 min (1.4 min to 2.2 min) for about 179,995 documents"
                + " (170,995 to 188,995)",
            "  includes 18 s at the end of tasks, when refused requests wait for their retries");
  }

  @Test
  void merges_of_larger_segments_are_named_if_they_take_long() throws IOException {
    later = MergeTime.of(30);

    assertThat(lines(figures(11, 2_000, 13.9, 25, 8), new OtherTrials()))
        .contains(
            "whole load: 2.0 min (1.3 min to 2.6 min) for about 179,995 documents"
                + " (170,995 to 188,995)",
            "  includes 30 s for merges of larger segments than in the trials");
  }

  @Test
  void merges_whose_time_could_not_be_measured_are_named_too() throws IOException {
    later = MergeTime.unknown("too little was merged");

    assertThat(lines(figures(11, 2_000, 13.9, 25, 8), new OtherTrials()))
        .contains("  excludes merges of larger segments than in the trials: too little was merged");
  }

  @Test
  void the_last_requests_of_many_tasks_are_named() throws IOException {
    counters.put(TrialCounter.TAIL_MICROS, 18_000_000L);

    assertThat(lines(figures(11, 2_000, 13.9, 25, 8), new OtherTrials()))
        .contains("  includes 18 s at the end of tasks, when only their last requests are left");
  }
}
