package dev.sluice.cli.jobs;

import dev.sluice.cli.run.HumanNumbers;
import dev.sluice.json.JsonWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.fs.Path;

/** The directory of a job, and what it tells about the job. Immutable. */
public final class FoundJob {

  /** The names of {@link #cells}; the directory is last, because it is long. */
  static final List<String> HEAD =
      Arrays.asList("state", "started (UTC)", "age", "indexed", "rejected", "index", "directory");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  final Path directory;
  final String id;
  final Judgement judgement;

  /** Where the job runs if it cannot be seen from here. */
  final String host;

  final long startedMillis;

  private final String index;
  final Duration age;
  private final Optional<DocumentCounts> counts;
  private final long copiedShards;
  private final OptionalInt covered;

  FoundJob(
      Path directory,
      String id,
      Judgement judgement,
      String host,
      String index,
      long startedMillis,
      Duration age,
      Optional<DocumentCounts> counts,
      long copiedShards,
      OptionalInt covered) {
    this.directory = directory;
    this.id = id;
    this.judgement = judgement;
    this.host = host;
    this.index = index;
    this.startedMillis = startedMillis;
    this.age = age;
    this.counts = counts;
    this.copiedShards = copiedShards;
    this.covered = covered;
  }

  /** The cells of a table. */
  List<String> cells() {
    return Arrays.asList(
        judgement.state().toString(),
        startedMillis == 0 ? "?" : TIME.format(Instant.ofEpochMilli(startedMillis)),
        age(),
        counts.map(its -> HumanNumbers.count(its.indexed)).orElse("?"),
        counts.map(its -> HumanNumbers.count(its.rejected)).orElse("?"),
        index.isEmpty() ? "?" : index,
        directory + resumable());
  }

  /** Whether a cell is a number, or has the name of one. */
  static boolean isNumber(int cell) {
    return cell >= 2 && cell <= 4;
  }

  /** One line for a list of what was removed or kept. */
  @Override
  public String toString() {
    return directory
        + " ("
        + judgement.state()
        + ", "
        + age()
        + counts.map(its -> ", " + HumanNumbers.count(its.indexed) + " indexed").orElse("")
        + counts
            .filter(its -> its.rejected > 0)
            .map(its -> ", " + HumanNumbers.count(its.rejected) + " rejected")
            .orElse("")
        + ")";
  }

  /** What --resume would not read again, in words. */
  private String resumable() {
    if (!isResumable()) {
      return "";
    }
    if (copiedShards > 0) {
      return "  (" + shards() + " copied: --resume)";
    }
    return "  (resumable"
        + (covered.getAsInt() < 0 ? "" : " to " + covered.getAsInt() + " %")
        + ")";
  }

  /** A job that has not succeeded can be resumed if it has left copies or checkpoints. */
  private boolean isResumable() {
    return (copiedShards > 0 || covered.isPresent())
        && (judgement.state() == JobState.FAILED || judgement.state() == JobState.KILLED);
  }

  private String shards() {
    return copiedShards == 1 ? "1 shard" : HumanNumbers.count(copiedShards) + " shards";
  }

  /** The age in its largest unit. */
  String age() {
    if (age.toDays() > 0) {
      return age.toDays() + "d";
    }
    return age.toHours() > 0 ? age.toHours() + "h" : age.toMinutes() + "m";
  }

  /** Writes an object. What is unknown is left out. */
  public void writeTo(JsonWriter json) {
    json.startObject().name("job").value(id);
    json.name("state").value(judgement.state().toString());
    json.name("in_use").value(judgement.use() != Judgement.Use.NOT_IN_USE);
    if (!index.isEmpty()) {
      json.name("index").value(index);
    }
    if (startedMillis != 0) {
      json.name("started").value(Instant.ofEpochMilli(startedMillis).toString());
    }
    json.name("age_ms").value(age.toMillis());
    counts.ifPresent(
        its -> json.name("indexed").value(its.indexed).name("rejected").value(its.rejected));
    if (isResumable() && copiedShards > 0) {
      json.name("shards_copied").value(copiedShards);
    } else if (isResumable()) {
      json.name("resumable").value(true);
      covered.ifPresent(
          percent -> {
            if (percent >= 0) {
              json.name("resumable_percent").value((long) percent);
            }
          });
    }
    json.name("directory").value(directory.toString()).endObject();
  }
}
