package dev.sluice.cli;

import dev.sluice.cli.rehearse.TrialTableInputFormat;
import dev.sluice.cli.result.DryRunReport;
import dev.sluice.cli.result.LoadReport;
import dev.sluice.cli.run.ExitCode;
import dev.sluice.cli.run.JobReport;
import dev.sluice.cli.run.JobRunner;
import dev.sluice.cli.source.TableSource;
import dev.sluice.config.ConfigException;
import dev.sluice.config.Setting;
import dev.sluice.hbase.TableJob;
import dev.sluice.hbase.scan.HBaseSettings;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.since.SinceSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Loads an HBase table into an index. */
@Command(
    name = "table",
    description = "Load an HBase table into an index, one document per row.",
    customSynopsis = "sluice table --table NAME --index NAME --mapping FILE [OPTIONS]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice table --table crawl --index pages --mapping pages.mapping --explain",
      "  sluice table --table crawl --index pages --mapping pages.mapping --mappers 10",
      "  sluice table --table crawl --index pages --mapping pages.mapping \\",
      "      --nodes https://es-1:9200 -D hbase.zookeeper.quorum=zk-1,zk-2,zk-3",
      "  sluice table --table crawl --index pages --mapping pages.mapping --since last",
      "",
      "A mapping has one line per field, such as:",
      "  _id      = key",
      "  title    = p:title",
      "  length   = p:length as int",
      "  header.* = h:*",
      "",
      "With --since, TIME is a date or time with its zone (2026-11-26Z,",
      "2026-11-26T22:00:00Z), a duration before now (2h), or milliseconds since 1970.",
      "Changes are found by their timestamps in HBase. It does not see:",
      "  - Cells and delete markers with older timestamps: bulk loads, timestamps that",
      "    writers set, deletes of a single version (they have its timestamp).",
      "  - Deletions, if a major compaction has removed their delete markers, and",
      "    cells that expire (TTL) or exceed the versions of their family. It warns of",
      "    compactions and of TTL.",
      "A write that is older than a deletion, and comes later, is refused only within",
      "index.gc_deletes (60 s). For all of these, run from time to time:",
      "  sluice verify --table crawl --index pages --mapping pages.mapping \\",
      "      --repair --delete"
    })
final class TableCommand implements Callable<Integer> {

  private static final int SAMPLES = 3;

  private final JobRunner jobs;

  @Spec private CommandSpec spec;

  @Option(
      names = "--table",
      required = true,
      paramLabel = "NAME",
      description = "HBase table to read.")
  private String table;

  @Option(
      names = "--mapping",
      required = true,
      paramLabel = "FILE",
      description = "File that maps rows to documents; see below.")
  private String mapping;

  @Option(
      names = "--snapshot",
      paramLabel = "NAME",
      description = "Read this snapshot's HFiles directly, without the region servers.")
  private String snapshot;

  @Option(
      names = "--restore-dir",
      paramLabel = "DIR",
      description =
          "Scratch directory for --snapshot, on HBase's file system, outside" + " hbase.rootdir.")
  private String restoreDir;

  @Option(
      names = "--mappers",
      paramLabel = "N|auto",
      description =
          "Number of map tasks; auto: one per data node of Elasticsearch. Default:"
              + " one per region.")
  private String mappers;

  @Option(
      names = "--since",
      paramLabel = "TIME|last",
      description =
          "Load only the rows that changed since this time, and delete the documents of deleted"
              + " rows; see below. last: since the last load of this table, mapping and scan.")
  private String since;

  @Option(
      names = "--overlap",
      paramLabel = "TIME",
      description =
          "How far the next --since last reaches back behind the start of this load, for clock"
              + " differences. Default: 5m")
  private String overlap;

  @Option(
      names = "--accept-rejected",
      description =
          "Let the next --since last continue this load even if it rejects rows. Default: it reads"
              + " them again.")
  private boolean acceptRejected;

  @Option(
      names = "--shuffle",
      description =
          "Send each document to the reducer of its shard first, so that each reducer"
              + " writes to one node.")
  private boolean shuffle;

  @Option(
      names = "--explain",
      description =
          "Print the parsed mapping, the scan, a suggested index mapping and three"
              + " documents, and write nothing.")
  private boolean explain;

  @Mixin private ResumeOption resume;

  @Mixin private RehearseOption rehearse;

  @Mixin private IndexOptions target;

  @Mixin private HadoopOptions hadoop;

  TableCommand(JobRunner jobs) {
    this.jobs = jobs;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ClassNotFoundException {
    Configuration conf = new Configuration();
    hadoop.applyTo(conf);
    target.applyTo(conf);
    if (explain) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(table(conf).explain(SAMPLES));
      out.flush();
      // Last, so that a mapping can be tried without Elasticsearch.
      out.println("# target");
      out.println(TargetLook.at(conf, target.nodes(conf), target.index()));
      out.flush();
      return ExitCode.DONE;
    }
    if (rehearse.isGiven()) {
      return rehearse(conf);
    }
    if (resume.isGiven() && (since != null || HBaseSettings.SINCE.isGiven(conf::get))) {
      throw new ConfigException(
          "--resume cannot be combined with --since: repeat the command with --since and without"
              + " --resume, which reads the changed rows again");
    }
    resume.applyTo(conf);
    Job job = job(conf, target.index());
    target.sayWhatIsUnused(job.getConfiguration(), spec.commandLine().getOut());
    JobReport report = DryRunReport.orReal(job, new LoadReport(job, target.index()));
    return jobs.run(job, target.index(), report, spec.commandLine().getOut());
  }

  private int rehearse(Configuration conf)
      throws IOException, InterruptedException, ClassNotFoundException {
    rehearse.refuse(shuffle, "--shuffle");
    rehearse.refuse(resume.isGiven(), "--resume");
    rehearse.refuse(since != null, "--since");
    table(conf);
    return rehearse
        .of(conf, target, jobs, spec.commandLine().getOut())
        .reading(TrialTableInputFormat.class)
        .run(this::job);
  }

  private Job job(Configuration conf, String index) throws IOException {
    Job job = table(conf).writeTo(target.nodes(conf), index);
    if (shuffle) {
      IndexJob.shuffleByShard(job);
    }
    return job;
  }

  private TableJob table(Configuration conf) {
    TableMappers.set(conf, mappers);
    set(conf, HBaseSettings.SINCE, since);
    set(conf, HBaseSettings.OVERLAP, overlap);
    set(conf, SinceSettings.ACCEPT_REJECTED, acceptRejected ? "true" : null);
    set(conf, HBaseSettings.SNAPSHOT, snapshot);
    set(conf, HBaseSettings.SNAPSHOT_DIR, restoreDir);
    return new TableSource(table, mapping).job(conf);
  }

  private static void set(Configuration conf, Setting<?> key, String value) {
    if (value != null) {
      conf.set(key.key(), value, "the command line");
    }
  }
}
