package dev.sluice.cli;

import dev.sluice.cli.jobs.FoundJob;
import dev.sluice.cli.jobs.JobDirectories;
import dev.sluice.cli.jobs.OldJobs;
import dev.sluice.cli.run.CommandFailure;
import dev.sluice.cli.run.CommandResult;
import dev.sluice.cli.run.ExitCode;
import dev.sluice.cli.run.HadoopPath;
import dev.sluice.config.ConfigException;
import dev.sluice.flow.Ticker;
import dev.sluice.json.JsonWriter;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.owner.OwnerLookup;
import dev.sluice.mapreduce.owner.RunningOwners;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the directories of jobs, and removes old ones. */
@Command(
    name = "jobs",
    description =
        "List the directories of jobs: state, documents indexed and rejected, age. With --clean,"
            + " remove old ones.",
    customSynopsis = "sluice jobs [DIR] [--clean DAYS [--force]] [OPTIONS]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice jobs",
      "  sluice jobs hdfs:///user/etl/.sluice",
      "  sluice jobs --clean 30",
      "",
      "States: running, done, failed, killed (by a user, or its process was killed), unknown"
          + " (nobody can tell whether the job still runs).",
      "",
      "The age counts from the end of the job, or from its newest file.",
      "",
      "A job is running if YARN says so; without YARN, if its process still runs on this"
          + " machine."
    })
final class JobsCommand implements Callable<Integer> {

  private final Ticker ticker;
  private final CommandResult result;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description =
          "Directory of job directories, or one job directory. Default: sluice.job.dir, or .sluice"
              + " in your home directory")
  private String directory;

  @Option(
      names = "--clean",
      paramLabel = "DAYS",
      description =
          "Remove job directories that are older and not in use, with their rejected documents."
              + " Asks nothing. A directory with other files stays.")
  private Integer days;

  @Option(
      names = "--force",
      description =
          "With --clean: remove also those of jobs that ran on another machine and have not"
              + " recorded their end.")
  private boolean force;

  @Mixin private HadoopOptions hadoop;

  JobsCommand(Ticker ticker, CommandResult result) {
    this.ticker = ticker;
    this.result = result;
  }

  @Override
  public Integer call() throws IOException {
    check();
    Configuration conf = new Configuration();
    hadoop.applyTo(conf);
    Optional<Path> place = place(conf);
    try (RunningOwners owners = new RunningOwners(conf)) {
      PrintWriter out = spec.commandLine().getOut();
      int code = place.isPresent() ? run(place.get(), conf, owners, out) : none(out);
      out.flush();
      return code;
    }
  }

  private void check() {
    if (days != null && days < 0) {
      throw new ConfigException("--clean is \"" + days + "\", but must be 0 days or more");
    }
    if (force && days == null) {
      throw new ConfigException("--force requires --clean DAYS");
    }
  }

  /** The directory to look into; empty if it is the default one, and no job has created it. */
  private Optional<Path> place(Configuration conf) throws IOException {
    Path path =
        directory == null ? JobDirectory.parent(conf) : HadoopPath.of("DIR", directory, conf);
    FileSystem files = path.getFileSystem(conf);
    if (!files.exists(path)) {
      if (directory == null) {
        return Optional.empty();
      }
      throw new ConfigException("DIR is \"" + directory + "\", but it does not exist");
    }
    if (!files.getFileStatus(path).isDirectory()) {
      throw new ConfigException("DIR is \"" + path + "\", but it is not a directory");
    }
    return Optional.of(files.makeQualified(path));
  }

  private int run(Path place, Configuration conf, OwnerLookup owners, PrintWriter out)
      throws IOException {
    JobDirectories found = found(place, conf, owners);
    found.problems().forEach(out::println);
    owners
        .problem()
        .ifPresent(
            why ->
                out.println(
                    "the ResourceManager did not answer ("
                        + why
                        + "): jobs on YARN that have not recorded their end may be in use"));
    return days == null ? list(found, place, out) : clean(found, place, conf, owners, out);
  }

  private JobDirectories found(Path place, Configuration conf, OwnerLookup owners) {
    JobDirectories found;
    try {
      found = JobDirectories.in(place, conf, owners, ticker.wallMillis());
    } catch (IOException e) {
      throw new ConfigException(
          "DIR is \"" + place + "\", but it cannot be read: " + CommandFailure.firstLine(e), e);
    }
    if (directory != null && found.areOnlyOthers()) {
      throw new ConfigException(
          "DIR is \""
              + directory
              + "\", but it contains no job directories. By default they are in .sluice in the home"
              + " directory of the user who ran the jobs");
    }
    return found;
  }

  private int none(PrintWriter out) {
    out.println("no job directories");
    result.members(json -> write(json.name("jobs"), new ArrayList<>()));
    return ExitCode.DONE;
  }

  private int list(JobDirectories found, Path place, PrintWriter out) {
    if (found.jobs().isEmpty()) {
      out.println("no job directories in " + place);
    } else {
      found.table().forEach(out::println);
    }
    found.others().ifPresent(out::println);
    result.members(json -> write(json.name("jobs"), found.jobs()));
    return ExitCode.DONE;
  }

  private int clean(
      JobDirectories found, Path place, Configuration conf, OwnerLookup owners, PrintWriter out)
      throws IOException {
    OldJobs old = new OldJobs(conf, Duration.ofDays(days), force, owners);
    List<FoundJob> removed = new ArrayList<>();
    List<FoundJob> kept = new ArrayList<>();
    List<FoundJob> failed = new ArrayList<>();
    for (FoundJob job : found.jobs()) {
      if (old.has(job)) {
        try {
          Optional<String> reason = old.remove(job);
          (reason.isPresent() ? kept : removed).add(job);
          out.println(
              reason.map(why -> "kept " + job + ": " + why).orElseGet(() -> "removed " + job));
        } catch (IOException e) {
          failed.add(job);
          out.println("could not remove " + job + ": " + CommandFailure.firstLine(e));
        }
      }
    }
    found.others().ifPresent(out::println);
    out.println(
        "removed "
            + removed.size()
            + " of "
            + found.jobs().size()
            + " job directories in "
            + place
            + "; kept "
            + kept.size()
            + " of the old ones");
    result.members(
        json -> {
          write(json.name("removed"), removed);
          write(json.name("kept"), kept);
          write(json.name("failed"), failed);
        });
    if (!failed.isEmpty()) {
      out.flush();
      throw new IOException(failed.size() + " job directories could not be removed");
    }
    return ExitCode.DONE;
  }

  private static void write(JsonWriter json, List<FoundJob> jobs) {
    json.startArray();
    jobs.forEach(job -> job.writeTo(json));
    json.endArray();
  }
}
