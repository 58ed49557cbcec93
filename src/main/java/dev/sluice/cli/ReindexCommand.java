package dev.sluice.cli;

import dev.sluice.cli.run.JobRun;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.config.ConfigException;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.copy.CopySettings;
import dev.sluice.mapreduce.copy.CopySource;
import dev.sluice.mapreduce.encode.OutputSettings;
import dev.sluice.mapreduce.input.InputSettings;
import dev.sluice.mapreduce.job.CreateBody;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** An index into another, or several, here or elsewhere. Works without HBase on the classpath. */
@Command(
    name = "reindex",
    description = "Copies indices to another index, in the same cluster or between two.",
    customSynopsis = "sluice reindex --from URL/INDEX --to URL/INDEX [OPTIONS]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice reindex --from http://old:9200/pages --to https://new:9200/pages-2",
      "  sluice reindex --from pages --to 'pages-{}' --split-by tenant --nodes http://es-1:9200",
      "",
      "Ids, routing and versions are kept, so that it can be repeated: a newer copy stays.",
      "With two clusters, sluice.auth.* and sluice.tls.* are for the one that is written, and",
      "sluice.read.auth.* and sluice.read.tls.* for the one that is read; secrets likewise.",
      "A job that failed is completed by --resume: only shards that are missing are copied."
    })
final class ReindexCommand implements Callable<Integer> {

  private static final String PLACE = "{}";

  private final Ticker ticker;

  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "URL/INDEX",
      description = "What to copy: indices, aliases or data streams, with commas; * as usual.")
  private String from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "URL/INDEX",
      description = "Where to; with --split-by, {} in the name stands for the field's value.")
  private String to;

  @Option(
      names = "--create",
      paramLabel = "FILE",
      description = "Settings and mappings, as JSON, of an index that is not there yet.")
  private String create;

  @Option(
      names = "--copy-mappings",
      description =
          "Creates a missing target with the mappings and settings of the source, instead of the"
              + " server's templates.")
  private boolean copyMappings;

  @Option(
      names = "--split-by",
      paramLabel = "FIELD",
      description = "Spreads documents over several indices by the value of a field.")
  private String splitBy;

  @Mixin private CopyOptions copy;

  @Mixin private WriteOptions write;

  @Mixin private MapperLimit mappers;

  @Mixin private HadoopOptions hadoop;

  ReindexCommand(Ticker ticker) {
    this.ticker = ticker;
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
    IndexLocation source = IndexLocation.parse("--from", from);
    IndexLocation target = IndexLocation.parse("--to", to);
    Optional<String> readNodes = firstOf(source.nodes(), ofReading(conf), write.givenNodes(conf));
    Optional<String> writeNodes = firstOf(target.nodes(), write.givenNodes(conf), readNodes);
    String nodes = writeNodes.orElseGet(() -> write.nodes(conf));
    conf.set(InputSettings.NODES.key(), readNodes.orElse(nodes), "--from");
    check(conf, source, target, nodes);
    compare(conf, source, target, nodes);
    Job job = Job.getInstance(conf, "reindex " + source.index());
    job.setJarByClass(ReindexCommand.class);
    IndexJob.copyFrom(job, source.index());
    IndexJob.writeTo(job, nodes, target.index());
    ReindexReport report = new ReindexReport(job, target.index(), copy.resumed(), copy.resume(job));
    return new JobRun(job, target.index(), report, spec.commandLine().getOut(), ticker).run();
  }

  private static Optional<String> ofReading(Configuration conf) {
    return Optional.ofNullable(conf.get(InputSettings.NODES.key()));
  }

  /** Where only one place says which cluster it is in, the other is in the same. */
  private static Optional<String> firstOf(
      Optional<String> first, Optional<String> second, Optional<String> third) {
    Optional<String> either = first.isPresent() ? first : second;
    return either.isPresent() ? either : third;
  }

  /** Asks the clusters: one index may have many names, and a node too. */
  private void compare(Configuration conf, IndexLocation source, IndexLocation target, String nodes)
      throws IOException {
    if (target.index().contains(PLACE)) {
      return;
    }
    if (!CreateBody.isReadable(conf)) {
      return; // told by the submission, together with every other mistake
    }
    Configuration both = new Configuration(conf);
    both.set(ConnectionSettings.NODES.key(), nodes);
    CopySource read = CopySource.of(both, source.index(), target.index());
    if (read.isTarget() && !CopySettings.TRANSFORM.isGiven(conf::get)) {
      throw new ConfigException(
          "--from and --to are the same index: "
              + target.index()
              + " is one of those that are read; name another, or change it by --transform");
    }
    createAs(conf, read, target.index());
  }

  private void createAs(Configuration conf, CopySource read, String index) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (read.isTargetThere()) {
      if (copyMappings || create != null) {
        out.println(
            "sluice: index "
                + index
                + " exists: its settings and mappings stay as they are, and "
                + (copyMappings ? "--copy-mappings" : "--create")
                + " does nothing");
      }
    } else if (copyMappings) {
      read.copyMappings(conf);
      out.println(
          "sluice: index "
              + index
              + " is created with the mappings and settings of "
              + String.join(", ", read.indices()));
    } else if (create == null) {
      out.println(
          "sluice: index "
              + index
              + " does not exist, and is created by the server's templates, without the mappings"
              + " and settings of "
              + source(read)
              + "; --copy-mappings copies them, --create FILE gives others");
    }
    out.flush();
  }

  private String source(CopySource read) {
    return read.indices().size() == 1 ? read.indices().iterator().next() : from;
  }

  private void check(Configuration conf, IndexLocation source, IndexLocation target, String nodes) {
    boolean split = CopySettings.SPLIT_BY.isGiven(conf::get);
    boolean changed = CopySettings.TRANSFORM.isGiven(conf::get);
    if (copyMappings && (split || create != null)) {
      throw new ConfigException(
          "--copy-mappings is for one index that is created like its source: leave "
              + (split ? "--split-by" : "--create")
              + " or --copy-mappings out");
    }
    if (target.index().contains(PLACE) && !split) {
      throw new ConfigException(
          "--to is \"" + to + "\", but there is no --split-by FIELD to put into " + PLACE);
    }
    if (nodes.equals(conf.get(InputSettings.NODES.key()))
        && source.index().equals(target.index())
        && !changed) {
      throw new ConfigException(
          "--from and --to are the same index: name another, or change it by --transform");
    }
    if (!split && !changed && copy.resumed().isEmpty()) {
      // Then each document read is one more in the index, if that was empty.
      conf.setIfUnset(OutputSettings.ID_UNIQUE.key(), "true");
    }
  }
}
