package dev.sluice.mapreduce.resume;

import dev.sluice.bulk.BulkCounts;
import dev.sluice.json.ByteArray;
import dev.sluice.json.JsonObject;
import dev.sluice.json.JsonScan;
import dev.sluice.json.JsonWriter;
import dev.sluice.mapreduce.checkpoint.Checksummed;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.job.TaskFile;
import dev.sluice.mapreduce.job.WrittenIndices;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The file {@code checkpoints/job.record} of a job whose tasks store checkpoints: under which terms
 * it runs, and what it has taken over from the jobs that it resumes. It is written when the job is
 * set up, before its first task. Immutable.
 */
final class JobRecord {

  /** Changes with the meaning of a field. */
  private static final String FORMAT = "1";

  static final String NAME = "job.record";

  /** All jobs from the first one on, separated by blanks; that one is the salt of ids. */
  final String jobs;

  /** The size of the whole input, in the unit of the lengths of splits. */
  final long inputLength;

  final JobTerms terms;

  /** The starting point of later loads of changes, as the first job has planned it. */
  final Map<String, String> mark;

  /** What was taken over. */
  final Inherited inherited;

  JobRecord(
      String jobs,
      long inputLength,
      JobTerms terms,
      Map<String, String> mark,
      Inherited inherited) {
    this.mark = Collections.unmodifiableMap(new TreeMap<>(mark));
    this.jobs = jobs;
    this.inputLength = inputLength;
    this.terms = terms;
    this.inherited = inherited;
  }

  /** What a job takes over from earlier ones. Immutable. */
  static final class Inherited {
    static final Inherited NOTHING =
        new Inherited(Collections.emptyList(), BulkCounts.NONE, 0, "", 0, 0);

    final List<CoveredInput> inputs;
    final BulkCounts counts;
    final long records;
    final String indices;

    /** The lengths of the files with rejected and unknown documents. */
    final long rejectedBytes;

    final long unknownBytes;

    Inherited(
        List<CoveredInput> inputs,
        BulkCounts counts,
        long records,
        String indices,
        long rejectedBytes,
        long unknownBytes) {
      this.inputs = Collections.unmodifiableList(new ArrayList<>(inputs));
      this.counts = counts;
      this.records = records;
      this.indices = indices;
      this.rejectedBytes = rejectedBytes;
      this.unknownBytes = unknownBytes;
    }

    /** The same with these lengths of its files. */
    Inherited withLengths(long rejected, long unknown) {
      return new Inherited(inputs, counts, records, indices, rejected, unknown);
    }
  }

  /** All jobs, from the first one on. */
  Set<String> jobs() {
    return new LinkedHashSet<>(Arrays.asList(jobs.split(" ")));
  }

  private static Path file(JobDirectory directory) {
    return new Path(directory.checkpoints(), NAME);
  }

  void write(JobDirectory directory, Configuration conf) throws IOException {
    Path file = file(directory);
    Path unfinished = new Path(file.getParent(), "_" + NAME);
    try (OutputStream out = TaskFile.create(unfinished, conf)) {
      out.write(toBytes());
    }
    FileSystem files = file.getFileSystem(conf);
    files.delete(file, false);
    if (!files.rename(unfinished, file)) {
      throw new IOException("could not rename " + unfinished + " to " + file);
    }
  }

  /**
   * Reads the record of a directory.
   *
   * @return empty if there is none
   * @throws IOException if it is not whole, or of another version, with its name
   */
  static Optional<JobRecord> in(JobDirectory directory, Configuration conf) throws IOException {
    Path file = file(directory);
    Optional<byte[]> bytes = JobDirectory.readIfSmall(file.getFileSystem(conf), file);
    try {
      return bytes.isPresent() ? Optional.of(read(bytes.get())) : Optional.empty();
    } catch (IOException e) {
      throw new IOException(file + " cannot be used: " + e.getMessage(), e);
    }
  }

  byte[] toBytes() {
    ByteArray bytes = new ByteArray(1_024);
    JsonWriter json = new JsonWriter(bytes).startObject().name("format").value(FORMAT);
    json.name("jobs").value(jobs).name("input").value(inputLength);
    json.name("terms").startObject();
    terms.values().forEach((name, value) -> json.name(name).value(value));
    json.endObject();
    json.name("mark").startObject();
    mark.forEach((name, value) -> json.name(name).value(value));
    json.endObject();
    json.name("counts").value(inherited.counts.toText());
    json.name("records").value(inherited.records).name("indices").value(inherited.indices);
    json.name("rejected").value(inherited.rejectedBytes);
    json.name("unknown").value(inherited.unknownBytes);
    json.name("inputs").startArray();
    inherited.inputs.forEach(input -> input.writeTo(json));
    json.endArray().endObject();
    return Checksummed.sealed(bytes);
  }

  static JobRecord read(byte[] bytes) throws IOException {
    JsonScan scan = new JsonScan(bytes, 0, Checksummed.checked(bytes));
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, String> terms = Collections.emptyMap();
    Map<String, String> mark = Collections.emptyMap();
    List<CoveredInput> inputs = new ArrayList<>();
    scan.enter('{');
    while (scan.more('}')) {
      scan.name();
      String name = scan.text();
      if (name.equals("terms")) {
        terms = JsonObject.read(scan);
      } else if (name.equals("mark")) {
        mark = JsonObject.read(scan);
      } else if (name.equals("inputs")) {
        scan.enter('[');
        while (scan.more(']')) {
          inputs.add(CoveredInput.read(scan));
        }
      } else {
        scan.scalar().ifPresent(text -> texts.put(name, text));
      }
    }
    if (!FORMAT.equals(texts.get("format"))) {
      throw new IOException("it is of another version of Sluice");
    }
    return of(texts, terms, mark, inputs);
  }

  private static JobRecord of(
      Map<String, String> texts,
      Map<String, String> terms,
      Map<String, String> mark,
      List<CoveredInput> inputs)
      throws IOException {
    try {
      return new JobRecord(
          texts.getOrDefault("jobs", ""),
          JsonObject.number(texts, "input"),
          JobTerms.of(terms),
          mark,
          new Inherited(
              inputs,
              BulkCounts.parse(texts.getOrDefault("counts", "")),
              JsonObject.number(texts, "records"),
              texts.getOrDefault("indices", ""),
              JsonObject.number(texts, "rejected"),
              JsonObject.number(texts, "unknown")));
    } catch (IllegalArgumentException e) {
      throw new IOException("a number in it is wrong: " + e.getMessage(), e);
    }
  }

  /** The union of indices, as texts. */
  static String union(String one, String other) {
    WrittenIndices indices = WrittenIndices.parse(one);
    indices.addAll(WrittenIndices.parse(other));
    return indices.toString();
  }
}
