package dev.sluice.cli;

import dev.sluice.cli.result.DryRunReport;
import dev.sluice.cli.result.ReindexReport;
import dev.sluice.cli.run.JobReport;
import dev.sluice.cli.run.JobRunner;
import dev.sluice.cli.source.IndexLocation;
import dev.sluice.cli.source.IndexSource;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.copy.CopySettings;
import dev.sluice.mapreduce.copy.CopySource;
import dev.sluice.mapreduce.copy.CopyStart;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.input.InputSettings;
import dev.sluice.mapreduce.job.CreateBody;
import dev.sluice.mapreduce.keys.InternalKeys;
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

/** Copies indices, within a cluster or between two. Does not require HBase. */
@Command(
    name = "reindex",
    description = "Copy indices to another index, in the same cluster or between clusters.",
    customSynopsis = "sluice reindex --from [URL/]INDEX --to [URL/]INDEX [OPTIONS]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice reindex --from http://old:9200/pages --to https://new:9200/pages-2",
      "  sluice reindex --from pages --to 'pages-{}' --split-by tenant \\",
      "      --nodes http://es-1:9200",
      "",
      "Ids, routing values and versions are kept. The command can be repeated:"
          + " newer documents in the target are not overwritten.",
      "",
      "With two clusters, sluice.auth.* and sluice.tls.* apply to the target,"
          + " sluice.read.auth.* and sluice.read.tls.* to the source. Secrets work the"
          + " same way.",
      "",
      "To copy only changes, repeat the command with --since last. Each successful copy"
          + " stores its starting point in the target. Deletes are not seen: to delete"
          + " these documents as well, run from time to time:",
      "  sluice verify --from http://old:9200/pages --index pages-2 \\",
      "      --nodes https://new:9200 --repair --delete",
      "",
      "To complete a failed copy, repeat the command with --resume DIR: only"
          + " missing shards are copied."
    })
final class ReindexCommand implements Callable<Integer> {

  private static final String PLACE = "{}";

  private final JobRunner jobs;

  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "[URL/]INDEX",
      description =
          "Indices, aliases or data streams to copy, comma-separated; wildcards" + " allowed.")
  private String from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "[URL/]INDEX",
      description =
          "Target index. With --split-by, {} in its name is replaced by the value of"
              + " the field.")
  private String to;

  @Option(
      names = "--create",
      paramLabel = "FILE",
      description =
          "JSON file with settings and mappings, to create the target if it does not" + " exist.")
  private String create;

  @Option(
      names = "--copy-mappings",
      description =
          "Create a missing target with the mappings and settings of the source,"
              + " instead of the index templates.")
  private boolean copyMappings;

  @Option(
      names = "--split-by",
      paramLabel = "FIELD",
      description = "Distribute documents over several indices, by the value of this field.")
  private String splitBy;

  @Option(
      names = "--since",
      paramLabel = "last",
      description =
          "Copy only documents created or changed since the last successful copy to this"
              + " target. Deleted documents are not seen.")
  private String since;

  @Mixin private CopyOptions copy;

  @Mixin private WriteOptions write;

  @Mixin private MapperLimit mappers;

  @Mixin private HadoopOptions hadoop;

  ReindexCommand(JobRunner jobs) {
    this.jobs = jobs;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ClassNotFoundException {
    Configuration conf = new Configuration();
    hadoop.applyTo(conf);
    write.applyTo(conf);
    mappers.applyTo(conf);
    copy.applyTo(conf);
    WriteOptions.set(conf, OutputSettings.INDEX_CREATE.key(), create);
    WriteOptions.set(conf, CopySettings.SPLIT_BY.key(), splitBy);
    WriteOptions.set(conf, CopySettings.SINCE.key(), since);
    IndexSource source = IndexSource.parse(from);
    IndexLocation target = IndexLocation.parse("--to", to);
    String nodes =
        source.connect(conf, target.nodes(), write.givenNodes(conf), () -> write.nodes(conf));
    check(conf, source, target, nodes);
    compare(conf, source, target, nodes);
    sayWhatIsNotSeen(conf, target, nodes);
    Job job = source.job(conf, nodes, target.index());
    JobReport report =
        DryRunReport.orReal(
            job, new ReindexReport(job, target.index(), copy.resumed(), copy.resume(job)));
    return jobs.run(job, target.index(), report, spec.commandLine().getOut());
  }

  /** Asks the clusters, because an index can have several names, and so can a node. */
  private void compare(Configuration conf, IndexSource source, IndexLocation target, String nodes)
      throws IOException {
    if (target.index().contains(PLACE)) {
      return;
    }
    if (!CreateBody.isReadable(conf)) {
      return; // the submission reports it, with all other problems
    }
    Configuration both = new Configuration(conf);
    both.set(ConnectionSettings.NODES.key(), nodes);
    CopySource read = CopySource.of(both, source.index(), target.index());
    if (read.isTarget() && !CopySettings.TRANSFORM.isGiven(conf::get)) {
      throw new ConfigException(
          "--from and --to are the same index: "
              + target.index()
              + " is also read; choose another target, or change documents in place with"
              + " --transform");
    }
    if (CopySettings.SINCE.read(conf::get) == CopyStart.LAST && !read.isTargetThere()) {
      throw new ConfigException(
          "--since last continues an earlier copy, but index "
              + target.index()
              + " does not exist: copy once without --since last");
    }
    createAs(conf, read, target.index());
  }

  private void createAs(Configuration conf, CopySource read, String index) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (read.isTargetThere()) {
      if (copyMappings || create != null) {
        conf.setBoolean(InternalKeys.SAID_UNUSED, true);
        out.println(
            "sluice: index "
                + index
                + " exists; its settings and mappings do not change, and "
                + (copyMappings ? "--copy-mappings" : "--create")
                + " is ignored");
      }
    } else if (copyMappings) {
      read.copyMappings(conf);
      out.println(
          "sluice: index "
              + index
              + " will be created with the mappings and settings of "
              + String.join(", ", read.indices()));
    } else if (create == null) {
      out.println(
          "sluice: index "
              + index
              + " does not exist and will be created from the index templates, without the"
              + " mappings and settings of "
              + source(read)
              + "; use --copy-mappings to copy them, or --create FILE");
    }
    out.flush();
  }

  private void sayWhatIsNotSeen(Configuration conf, IndexLocation target, String nodes) {
    if (CopySettings.SINCE.read(conf::get) == CopyStart.LAST) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          "sluice: --since last does not see documents deleted in the source; to delete them in"
              + " the target: sluice verify --from "
              + from
              + " --index "
              + target.index()
              + " --nodes "
              + nodes
              + " --repair --delete");
      out.flush();
    }
  }

  private String source(CopySource read) {
    return read.indices().size() == 1 ? read.indices().iterator().next() : from;
  }

  private void check(Configuration conf, IndexSource source, IndexLocation target, String nodes) {
    if (since != null && !since.equals("last")) {
      throw new ConfigException(
          "--since is \""
              + since
              + "\", but reindex accepts only last: an index does not record when a document"
              + " changed. To select by a date field, use --query");
    }
    boolean split = CopySettings.SPLIT_BY.isGiven(conf::get);
    boolean changed = CopySettings.TRANSFORM.isGiven(conf::get);
    if (copyMappings && (split || create != null)) {
      throw new ConfigException(
          "--copy-mappings cannot be combined with " + (split ? "--split-by" : "--create"));
    }
    if (target.index().contains(PLACE) && !split) {
      throw new ConfigException(
          "--to is \"" + to + "\", but " + PLACE + " requires --split-by FIELD");
    }
    if (nodes.equals(conf.get(InputSettings.NODES.key()))
        && source.index().equals(target.index())
        && !changed) {
      throw new ConfigException(
          "--from and --to are the same index; choose another target, or change documents in place"
              + " with --transform");
    }
    if (!split && !changed && copy.resumed().isEmpty()) {
      // Each document read then becomes one document of the index, if that was empty.
      conf.setIfUnset(OutputSettings.ID_UNIQUE.key(), "true");
    }
  }
}
