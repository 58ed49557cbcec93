package dev.sluice.cli;

import dev.sluice.bulk.BulkSettings;
import dev.sluice.cli.result.VerifyReport;
import dev.sluice.cli.run.ExitCode;
import dev.sluice.cli.run.HadoopPath;
import dev.sluice.cli.run.JobRunner;
import dev.sluice.cli.run.Outcome;
import dev.sluice.cli.source.FileSource;
import dev.sluice.cli.source.IndexSource;
import dev.sluice.cli.source.TableSource;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.config.ConfigException;
import dev.sluice.flow.Ticker;
import dev.sluice.hbase.scan.HBaseSettings;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.copy.CopySettings;
import dev.sluice.mapreduce.copy.CopySource;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.input.InputSettings;
import dev.sluice.mapreduce.job.JobDirectory;
import dev.sluice.mapreduce.repair.RepairOptions;
import dev.sluice.mapreduce.verify.VerifySettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares a table, files or another index with an index. */
@Command(
    name = "verify",
    description = "Compare an index with its source: a table, files, or another index.",
    customSynopsis =
        "sluice verify --index NAME (--table NAME --mapping FILE | --input PATHS |"
            + " --from [URL/]INDEX) [--repair [--delete]] [OPTIONS]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice verify --table crawl --mapping pages.mapping --index pages",
      "  sluice verify --input dump/ --id field:url --index pages --ignore indexed_at",
      "  sluice verify --from http://old:9200/pages --index pages-2 \\",
      "      --nodes http://new:9200 --show 10",
      "  sluice verify --table crawl --mapping pages.mapping --index pages \\",
      "      --repair --delete",
      "",
      "Give the keys and options of the load: the command makes the documents that the"
          + " load would write and compares them with the index. Without --repair, it writes"
          + " nothing to the index. The exit code is 0 if all are equal, and 1 if there are"
          + " differences or records that the load would reject.",
      "",
      "With --repair, it then repairs the differences, as 'sluice repair' does with the"
          + " directory of an earlier verify. The exit code is that of the repair, or 1 if"
          + " records of the source were rejected.",
      "",
      "Numbers are equal if their decimal values are. The order of members and white"
          + " space do not count. --exact compares bytes.",
      "",
      "The differences are JSON lines with the id and the kind. What differs is read a"
          + " second time; a document that has changed meanwhile is unsettled."
    })
final class VerifyCommand implements Callable<Integer> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT);

  private final JobRunner jobs;
  private final Ticker ticker;

  @Spec private CommandSpec spec;

  @Option(
      names = "--index",
      required = true,
      paramLabel = "NAME",
      description = "Index, alias or data stream to compare with the source.")
  private String index;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "HBase table that the index was loaded from.")
  private String table;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "File that maps rows to documents, as in 'sluice table'.")
  private String mapping;

  @Option(names = "--snapshot", hidden = true)
  private String snapshot;

  @Option(
      names = "--input",
      split = ",",
      paramLabel = "PATHS",
      description = "Files that the index was loaded from, as in 'sluice load'.")
  private List<String> inputs;

  @Mixin private FileSource files;

  @Option(
      names = "--from",
      paramLabel = "[URL/]INDEX",
      description = "Indices that the index was copied from, as in 'sluice reindex'.")
  private String from;

  @Option(
      names = "--query",
      paramLabel = "JSON|FILE",
      description = "With --from: the query of the copy. Other documents are extra in --index.")
  private String query;

  @Option(
      names = "--transform",
      paramLabel = "CLASS",
      description = "With --from: the class that changed or dropped documents in the copy.")
  private String transform;

  @Option(
      names = "--exact",
      arity = "0",
      description = "Compare bytes. By default, equal values in another notation are equal.")
  private Boolean exact;

  @Option(
      names = "--fields",
      paramLabel = "NAMES",
      description = "Compare only these fields: dotted names, comma-separated; * is a wildcard.")
  private String fields;

  @Option(
      names = "--ignore",
      paramLabel = "NAMES",
      description = "Do not compare these fields, such as those that an ingest pipeline adds.")
  private String ignore;

  @Option(
      names = "--show",
      paramLabel = "N",
      description =
          "Write both documents with the first N differences of each reducer; with --input only the"
              + " indexed one.")
  private String show;

  @Option(
      names = "--differences",
      paramLabel = "DIR",
      description =
          "Directory for the differences; must not exist. Default: .sluice/verify-TIME in"
              + " the home directory.")
  private String differences;

  @Option(
      names = "--reducers",
      paramLabel = "N",
      description = "Number of reducers. Default: one per 20 million documents.")
  private String reducers;

  @Option(
      names = "--repair",
      description =
          "Repair the differences: write missing and different documents again from the source.")
  private boolean repair;

  @Option(
      names = "--errors-max",
      paramLabel = "N|N%",
      description = "With --repair: maximum rejected documents, as in 'sluice repair'. Default: 0")
  private String errorsMax;

  @Mixin private DeleteOptions deletes;

  @Mixin private NodesOption nodes;

  @Mixin private MapperLimit mappers;

  @Mixin private HadoopOptions hadoop;

  VerifyCommand(JobRunner jobs, Ticker ticker) {
    this.jobs = jobs;
    this.ticker = ticker;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ClassNotFoundException {
    Optional<RepairOptions> repairs = repairs();
    Configuration conf = new Configuration();
    hadoop.applyTo(conf);
    mappers.applyTo(conf);
    WriteOptions.set(conf, InputSettings.QUERY.key(), query);
    WriteOptions.set(conf, CopySettings.TRANSFORM.key(), transform);
    WriteOptions.set(conf, VerifySettings.EXACT.key(), exact);
    WriteOptions.set(conf, VerifySettings.FIELDS.key(), fields);
    WriteOptions.set(conf, VerifySettings.IGNORE.key(), ignore);
    WriteOptions.set(conf, VerifySettings.SHOW.key(), show);
    WriteOptions.set(conf, VerifySettings.REDUCERS.key(), reducers);
    checkSource(conf);
    Path directory = directory(conf);
    Job job = load(conf);
    job.setJobName("verify " + index);
    IndexJob.verify(job, directory);
    PrintWriter out = spec.commandLine().getOut();
    VerifyReport report = new VerifyReport(job, directory, repair);
    int verified = jobs.run(job, index, report, out);
    if (!report.hasDifferences() || !repairs.isPresent()) {
      return verified;
    }
    jobs.keepAs("verify");
    if (OutputSettings.JOB_DIR.isGiven(conf::get)) {
      // The differences may be in this directory, and a job requires one that does not exist.
      String own = new Path(JobDirectory.parent(conf), "repair-" + TIME.format(time())).toString();
      WriteOptions.set(conf, OutputSettings.JOB_DIR.key(), own);
    }
    WriteOptions.set(conf, BulkSettings.ERRORS_MAX.key(), errorsMax);
    int repaired = RepairCommand.repair(jobs, conf, directory, repairs.get(), out);
    if (repaired == ExitCode.DONE && report.hasRejected()) {
      jobs.ended(Outcome.REJECTED);
      return ExitCode.LOOK_AT_OUTPUT;
    }
    return repaired;
  }

  private Optional<RepairOptions> repairs() {
    if (repair) {
      return Optional.of(deletes.repair());
    }
    deletes.checkUnused();
    if (errorsMax != null) {
      throw new ConfigException(
          "--errors-max requires --repair: without it, sluice verify writes and deletes nothing");
    }
    return Optional.empty();
  }

  private void checkSource(Configuration conf) {
    long sources = Stream.of(table, inputs, from).filter(Objects::nonNull).count();
    if (sources != 1) {
      throw new ConfigException(
          "give exactly one source to compare with --index, but there are "
              + (sources == 0 ? "none" : "" + sources)
              + ": --table with --mapping, --input, or --from");
    }
    if ((table == null) != (mapping == null)) {
      throw new ConfigException(
          table == null
              ? "--mapping is for --table; files and indices have documents already"
              : "--table requires --mapping FILE: the mapping of the load");
    }
    if (from == null && (query != null || transform != null)) {
      throw new ConfigException(
          (query != null ? "--query" : "--transform") + " requires --from, the source of a copy");
    }
    if (snapshot != null || HBaseSettings.SNAPSHOT.isGiven(conf::get)) {
      throw new ConfigException(
          "a snapshot cannot be verified: rows that differ are read a second time by key."
              + " Use the table, or clone the snapshot to a table");
    }
    if (VerifySettings.FIELDS.isGiven(conf::get) && VerifySettings.IGNORE.isGiven(conf::get)) {
      throw new ConfigException(
          "--fields cannot be combined with --ignore: fields that --fields does not name are"
              + " ignored");
    }
  }

  /** The job that would load the index from the source. */
  private Job load(Configuration conf) throws IOException {
    if (table != null) {
      return new TableSource(table, mapping).job(conf).writeTo(nodes.in(conf), index);
    }
    if (inputs != null) {
      files.applyTo(conf, false);
      if (!files.hasIds(conf)) {
        throw new ConfigException(
            "--id is none: each run generates other ids, so that no document can be found again."
                + " Give the --id of the load, field:NAME or input; an index loaded with --id none"
                + " cannot be verified");
      }
      return files.job(conf, inputs, false, nodes.in(conf), index);
    }
    IndexSource source = IndexSource.parse(from);
    String target = source.connect(conf, Optional.empty(), nodes.given(conf), () -> nodes.in(conf));
    checkApart(conf, source, target);
    return source.job(conf, target, index);
  }

  /** Asks the clusters, because an index can have several names, and so can a node. */
  private void checkApart(Configuration conf, IndexSource source, String target)
      throws IOException {
    Configuration both = new Configuration(conf);
    both.set(ConnectionSettings.NODES.key(), target);
    if (CopySource.of(both, source.index(), index).isTarget()) {
      throw new ConfigException(
          "--from and --index are the same index: " + index + "; name the source of the copy");
    }
  }

  private Path directory(Configuration conf) throws IOException {
    Path directory =
        differences == null
            ? new Path(JobDirectory.parent(conf), "verify-" + TIME.format(time()))
            : HadoopPath.of("--differences", differences, conf);
    directory = directory.getFileSystem(conf).makeQualified(directory);
    if (directory.getFileSystem(conf).exists(directory)) {
      throw new ConfigException(
          "--differences is \"" + directory + "\", which exists; choose a directory that does not");
    }
    return directory;
  }

  private ZonedDateTime time() {
    return Instant.ofEpochMilli(ticker.wallMillis()).atZone(ZoneOffset.UTC);
  }
}
