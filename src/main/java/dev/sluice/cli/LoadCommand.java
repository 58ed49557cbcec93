package dev.sluice.cli;

import dev.sluice.config.ConfigException;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.BulkActionWritable;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.OutputSettings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Files of JSON lines into an index. Works without HBase on the classpath. */
@Command(
    name = "load",
    description = "Loads files of JSON, one document a line, into an index.",
    customSynopsis = "sluice load --input PATHS --index NAME [OPTIONS]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice load --input dump/ --index pages",
      "  sluice load --input 'hdfs:///dump/*.json.gz' --index pages --id field:url \\",
      "      --create pages.json --errors-max 1%% -D sluice.compression=gzip",
      "",
      "A file is decompressed by its extension (.gz, .bz2, .zst, …). A line that is not one JSON",
      "object is rejected, with its file and byte offset."
    })
final class LoadCommand implements Callable<Integer> {

  private final Ticker ticker;

  @Spec private CommandSpec spec;

  @Option(
      names = "--input",
      required = true,
      split = ",",
      paramLabel = "PATHS",
      description = "Files, directories or patterns, on any file system Hadoop knows.")
  private List<String> inputs;

  @Mixin private IndexOptions target;

  @Option(
      names = "--id",
      paramLabel = "none|field:NAME",
      description =
          "Where a document's id comes from; none (default) makes one up, the same in a retry.")
  private String id;

  @Option(
      names = "--envelope",
      description =
          "Each line is an envelope, as in a job's rejected/: operation, id, routing, version and"
              + " _source. All go to --index.")
  private boolean envelope;

  @Option(
      names = "--format",
      paramLabel = "ndjson|sequence-file",
      description = "With --envelope: lines (default), or the sequence files of a dump.")
  private String format;

  @Option(
      names = "--shuffle",
      description =
          "Sends every document to the reducer of its shard first: each writes one node. Without"
              + " --id, lines that are equal become one document.")
  private boolean shuffle;

  @Mixin private MapperLimit mappers;

  @Mixin private HadoopOptions hadoop;

  LoadCommand(Ticker ticker) {
    this.ticker = ticker;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ClassNotFoundException {
    Configuration conf = new Configuration();
    hadoop.applyTo(conf);
    target.applyTo(conf);
    mappers.applyTo(conf);
    setId(conf);
    Job job = Job.getInstance(conf, "load " + target.index());
    job.setJarByClass(LoadCommand.class);
    job.setInputFormatClass(inputFormat());
    FileInputFormat.setInputPaths(job, String.join(",", inputs));
    FileInputFormat.setInputDirRecursive(job, true);
    if (envelope) {
      EnvelopeMapper.setUp(job, false);
    } else {
      job.setMapperClass(JsonLineMapper.class);
    }
    job.setNumReduceTasks(0);
    IndexJob.writeTo(job, target.nodes(conf), target.index());
    if (shuffle) {
      job.setMapOutputKeyClass(NullWritable.class);
      job.setMapOutputValueClass(envelope ? BulkActionWritable.class : ShuffledLine.class);
      IndexJob.shuffleByShard(job);
    }
    return new JobRun(job, target.index(), spec.commandLine().getOut(), ticker).run();
  }

  private Class<? extends FileInputFormat<?, ?>> inputFormat() {
    if (format == null || format.equals("ndjson")) {
      return JsonLinesInputFormat.class;
    }
    if (!format.equals("sequence-file") || !envelope) {
      throw new ConfigException(
          "--format is \"" + format + "\" but must be ndjson or, with --envelope, sequence-file");
    }
    return RecordsInputFormat.class;
  }

  private void setId(Configuration conf) {
    if (id == null) {
      promiseNumbers(conf);
      return;
    }
    if (id.equals("key")) {
      throw new ConfigException(
          "--id is \"key\" but must be none or field:NAME; a line has no key, and its offset"
              + " repeats in every file");
    }
    conf.set(OutputSettings.ID.key(), id, "the command line");
  }

  /** Lines without ids are numbered, and so do not share one; see {@code IdGeneration.AUTO}. */
  private void promiseNumbers(Configuration conf) {
    boolean numbered =
        !OutputSettings.ID.isGiven(conf::get) && !OutputSettings.ID_GENERATE.isGiven(conf::get);
    if (numbered && !envelope && !shuffle) {
      conf.setIfUnset(OutputSettings.ID_UNIQUE.key(), "true");
    }
  }
}
