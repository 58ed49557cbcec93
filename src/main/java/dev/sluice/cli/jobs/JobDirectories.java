package dev.sluice.cli.jobs;

import dev.sluice.cli.run.CommandFailure;
import dev.sluice.cli.run.Summary;
import dev.sluice.mapreduce.owner.OwnerLookup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The job directories in a directory, and what else is in it. Immutable. */
public final class JobDirectories {

  private static final int MOST_OTHERS = 3;
  private static final String GAP = "  ";

  private final List<FoundJob> jobs = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private JobDirectories() {}

  /**
   * Finds job directories. Blocks.
   *
   * @param directory of job directories, or itself one
   * @throws IOException if it cannot be read
   */
  public static JobDirectories in(
      Path directory, Configuration conf, OwnerLookup owners, long nowMillis) throws IOException {
    JobReader reader = new JobReader(conf, owners, nowMillis);
    JobDirectories found = new JobDirectories();
    Optional<FoundJob> itself = reader.read(directory);
    if (itself.isPresent()) {
      found.jobs.add(itself.get());
      return found;
    }
    FileSystem files = directory.getFileSystem(conf);
    FileStatus[] entries = files.listStatus(directory);
    Arrays.sort(entries, Comparator.comparing(FileStatus::getPath));
    for (FileStatus entry : entries) {
      found.add(entry, reader);
    }
    found.jobs.sort(
        Comparator.comparing((FoundJob job) -> job.startedMillis).thenComparing(job -> job.id));
    return found;
  }

  private void add(FileStatus entry, JobReader reader) {
    try {
      Optional<FoundJob> job =
          entry.isDirectory() && !DirectoryFiles.isLink(entry)
              ? reader.read(entry.getPath())
              : Optional.empty();
      if (job.isPresent()) {
        jobs.add(job.get());
      } else {
        others.add(entry.getPath().getName());
      }
    } catch (IOException e) {
      problems.add("cannot read " + entry.getPath() + ": " + CommandFailure.firstLine(e));
    }
  }

  /** The jobs; those that started first come first. */
  public List<FoundJob> jobs() {
    return Collections.unmodifiableList(jobs);
  }

  /** Whether there are other files or directories, and nothing else. */
  public boolean areOnlyOthers() {
    return jobs.isEmpty() && problems.isEmpty() && !others.isEmpty();
  }

  /** A line for each directory that cannot be read. */
  public List<String> problems() {
    return Collections.unmodifiableList(problems);
  }

  /** A line that names what is not a job directory; empty if there is nothing else. */
  public Optional<String> others() {
    if (others.isEmpty()) {
      return Optional.empty();
    }
    String names = others.stream().limit(MOST_OTHERS).collect(Collectors.joining(", "));
    return Optional.of(
        "not job directories: "
            + names
            + (others.size() > MOST_OTHERS
                ? " and " + (others.size() - MOST_OTHERS) + " more"
                : ""));
  }

  /** A table of the jobs, with a line of names. */
  public List<String> table() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(FoundJob.HEAD);
    jobs.forEach(job -> rows.add(job.cells()));
    int[] widths = new int[FoundJob.HEAD.size() - 1];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.toList());
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String blanks = Summary.padded("", widths[i] - cell.length());
      line.append(FoundJob.isNumber(i) ? blanks + cell : cell + blanks).append(GAP);
    }
    return line.append(cells.get(widths.length)).toString();
  }
}
