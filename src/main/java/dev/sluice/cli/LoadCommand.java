package dev.sluice.cli;

import dev.sluice.cli.lines.BulkLineMapper;
import dev.sluice.cli.lines.BulkLinesInputFormat;
import dev.sluice.cli.lines.EnvelopeMapper;
import dev.sluice.cli.lines.InputFiles;
import dev.sluice.cli.lines.InputIds;
import dev.sluice.cli.lines.JsonLineMapper;
import dev.sluice.cli.lines.JsonLinesInputFormat;
import dev.sluice.cli.lines.MistakenFormat;
import dev.sluice.cli.lines.RecordsInputFormat;
import dev.sluice.cli.lines.ShuffledLine;
import dev.sluice.cli.run.JobRun;
import dev.sluice.config.ConfigException;
import dev.sluice.flow.Ticker;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.encode.OutputSettings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
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
      "  sluice load --input pages/ --index pages --id input",
      "  sluice load --input 'hdfs:///dump/*.json.gz' --index pages --id field:url \\",
      "      --create pages.json --errors-max 1%% -D sluice.compression=gzip",
      "",
      "A file is decompressed by its extension: .gz and .bz2 everywhere, .zst where Hadoop has its",
      "native library. A line that is not one JSON object is rejected, with its file and offset.",
      "",
      "A second run of the same load adds every document once more, unless ids come from a field"
          + " or",
      "from the input: with --id input it writes the same documents again. Such an id is made of"
          + " the",
      "file's full path, with scheme and host, and the byte offset: files must stay as they are."
    })
final class LoadCommand implements Callable<Integer> {

  private static final String INPUT = "input";

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
      paramLabel = "none|input|field:NAME",
      description =
          "Where a document's id comes from: a field, or its place in the input (file and byte"
              + " offset), so that loading the same files again writes the same documents. none"
              + " (default): generated, stable across retries but not across runs.")
  private String id;

  @Option(
      names = "--envelope",
      description =
          "Each line is an envelope, as in a job's rejected/: operation, id, routing, version and"
              + " _source. All go to --index.")
  private boolean envelope;

  @Option(
      names = "--format",
      paramLabel = "ndjson|bulk|sequence-file",
      description =
          "ndjson: one document a line (default). bulk: lines of the bulk API, an action and its"
              + " source; an action's own _index wins over --index. sequence-file, with --envelope:"
              + " the sequence files of a dump.")
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
    InputFiles.use(job, inputs);
    setMapper(job);
    job.setNumReduceTasks(0);
    IndexJob.writeTo(job, target.nodes(conf), target.index());
    if (shuffle) {
      boolean keyed = InputIds.areUsed(job.getConfiguration());
      job.setMapOutputKeyClass(keyed ? Text.class : NullWritable.class);
      job.setMapOutputValueClass(envelope ? BulkActionWritable.class : ShuffledLine.class);
      IndexJob.shuffleByShard(job);
    }
    target.sayWhatIsUnused(conf, spec.commandLine().getOut());
    LoadReport report = new LoadReport(job, target.index());
    return new JobRun(job, target.index(), report, spec.commandLine().getOut(), ticker).run();
  }

  private void setMapper(Job job) {
    if (envelope) {
      EnvelopeMapper.setUp(job, false);
    } else if (isBulk()) {
      job.setMapperClass(BulkLineMapper.class);
    } else {
      job.setMapperClass(JsonLineMapper.class);
      if (format == null) {
        MistakenFormat.expect(job.getConfiguration());
      }
    }
  }

  private boolean isBulk() {
    return "bulk".equals(format);
  }

  private Class<? extends FileInputFormat<?, ?>> inputFormat() {
    if (format == null || format.equals("ndjson")) {
      return JsonLinesInputFormat.class;
    }
    if (isBulk() && !envelope && !shuffle) {
      return BulkLinesInputFormat.class;
    }
    if (isBulk()) {
      throw new ConfigException(
          "--format bulk cannot be combined with --envelope, nor with --shuffle, which does not"
              + " keep the order of actions");
    }
    if (!format.equals("sequence-file") || !envelope) {
      throw new ConfigException(
          "--format is \""
              + format
              + "\" but must be ndjson, bulk or, with --envelope, sequence-file");
    }
    if (INPUT.equals(id)) {
      throw new ConfigException(
          "--id input needs lines: a record of a sequence file has no offset");
    }
    return RecordsInputFormat.class;
  }

  private void setId(Configuration conf) {
    if (id == null) {
      promiseNumbers(conf);
    } else if (id.equals("key")) {
      throw new ConfigException(
          "--id is \"key\" but must be none, input or field:NAME; a line has no key");
    } else if (id.equals(INPUT)) {
      InputIds.use(conf);
      promiseUnique(conf);
    } else {
      conf.set(OutputSettings.ID.key(), id, "the command line");
    }
  }

  /** Lines without ids are numbered, and so do not share one; see {@code IdGeneration.AUTO}. */
  private void promiseNumbers(Configuration conf) {
    boolean numbered =
        !OutputSettings.ID.isGiven(conf::get) && !OutputSettings.ID_GENERATE.isGiven(conf::get);
    if (numbered && !shuffle) {
      promiseUnique(conf);
    }
  }

  private void promiseUnique(Configuration conf) {
    if (!envelope && !isBulk()) {
      conf.setIfUnset(OutputSettings.ID_UNIQUE.key(), "true");
    }
  }
}
