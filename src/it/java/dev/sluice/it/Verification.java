package dev.sluice.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.io.VerifyCounter;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.verify.Difference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskCounter;

/** A comparison that ran to its end, and what it found. */
public final class Verification {

  private final Job job;
  private final List<Difference> differences;

  private Verification(Job job, List<Difference> differences) {
    this.job = job;
    this.differences = differences;
  }

  /** Compares what a job would load with its index. */
  public static Verification of(Job load, Path directory) throws Exception {
    IndexJob.verify(load, new org.apache.hadoop.fs.Path(directory.toUri()));
    assertThat(load.waitForCompletion(false)).isTrue();
    assertThat(directory.resolve("_SUCCESS")).exists();
    return new Verification(load, read(directory));
  }

  /** The differences in a directory. */
  public static List<Difference> read(Path directory) throws IOException {
    List<Difference> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith("part-r-")) {
          for (String line : Files.readAllLines(file, UTF_8)) {
            all.add(Difference.parse(line));
          }
        }
      }
    }
    return all;
  }

  public List<Difference> differences() {
    return differences;
  }

  /** The kind and detail of each difference by id, as {@link SeededDifferences} says them. */
  public Map<String, String> kinds() {
    return differences.stream()
        .collect(
            Collectors.toMap(
                Difference::id,
                found -> found.kind() + found.detail().map(" "::concat).orElse(""),
                (one, other) -> one + ", " + other,
                TreeMap::new));
  }

  public long count(VerifyCounter counter) throws IOException {
    return counter.in(job.getCounters());
  }

  /** The bytes of the shuffle for a document of either side, before compression. */
  public double bytesForDocument() throws IOException {
    return (double) job.getCounters().findCounter(TaskCounter.MAP_OUTPUT_BYTES).getValue()
        / job.getCounters().findCounter(TaskCounter.MAP_OUTPUT_RECORDS).getValue();
  }
}
