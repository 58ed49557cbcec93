package dev.sluice.fault;

import dev.sluice.mapreduce.job.JobDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskCompletionEvent;

/** A job that was started, and what it left behind. */
final class FaultRun {

  private final FaultJob told;
  private final Job job;

  FaultRun(FaultJob told, Job job) {
    this.told = told;
    this.job = job;
  }

  String name() {
    return told.name();
  }

  Workload load() {
    return told.load();
  }

  Job job() {
    return job;
  }

  /** Waits for the end, whichever. */
  FaultRun await() throws Exception {
    job.waitForCompletion(false);
    return this;
  }

  boolean succeeded() throws IOException {
    try {
      return job.isSuccessful();
    } catch (IOException e) {
      throw new IOException(name() + ": " + e.getMessage(), e);
    }
  }

  long counter(String counter) {
    try {
      return job.getCounters() == null
          ? 0
          : job.getCounters().findCounter("Sluice", counter).getValue();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Everything that the job says about its failure. */
  String failure() throws Exception {
    StringBuilder text = new StringBuilder();
    for (Throwable e = WatchedOutputFormat.failure(job.getJobID().toString()).orElse(null);
        e != null;
        e = e.getCause()) {
      text.append(e).append('\n');
    }
    text.append(job.getStatus().getFailureInfo()).append('\n');
    for (TaskCompletionEvent event : job.getTaskCompletionEvents(0, 100)) {
      try {
        for (String line : job.getTaskDiagnostics(event.getTaskAttemptId())) {
          text.append(line).append('\n');
        }
      } catch (IOException | RuntimeException e) {
        text.append("no diagnostics: ").append(e).append('\n');
      }
    }
    return text.toString();
  }

  private JobDirectory directory() throws IOException {
    return JobDirectory.of(job.getConfiguration(), job.getJobID());
  }

  /** The lines of the published files of rejected documents. */
  List<String> rejected() throws IOException {
    return lines(directory().rejected());
  }

  /** The lines of the published files of documents of unknown outcome. */
  List<String> unknown() throws IOException {
    return lines(directory().unknown());
  }

  /** The sum of a field over the published manifests. */
  long inManifests(String field) throws IOException {
    Pattern value = Pattern.compile("\"" + field + "\":(\\d+)");
    long sum = 0;
    for (String manifest : lines(directory().manifests())) {
      Matcher found = value.matcher(manifest);
      if (!found.find()) {
        throw new AssertionError("no " + field + " in " + manifest);
      }
      sum += Long.parseLong(found.group(1));
    }
    return sum;
  }

  private List<String> lines(Path directory) throws IOException {
    FileSystem files = directory.getFileSystem(job.getConfiguration());
    List<String> lines = new ArrayList<>();
    if (files.exists(directory)) {
      for (FileStatus file : files.listStatus(directory)) {
        try (InputStream in = files.open(file.getPath())) {
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
        }
      }
    }
    return lines;
  }
}
