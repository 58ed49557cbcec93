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
import dev.sluice.cli.rehearse.Extent;
import dev.sluice.cli.rehearse.Rehearsal;
import dev.sluice.cli.result.DryRunReport;
import dev.sluice.cli.result.LoadReport;
import dev.sluice.cli.run.JobReport;
import dev.sluice.cli.run.JobRunner;
import dev.sluice.config.ConfigException;
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

/** Loads files of JSON lines into an index. Does not require HBase. */
@Command(
    name = "load",
    description = "Load files of JSON documents, one per line, into an index.",
    customSynopsis = "sluice load --input PATHS --index NAME [OPTIONS]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice load --input pages/ --index pages --id input",
      "  sluice load --input 'hdfs:///dump/*.json.gz' --index pages --id field:url \\",
      "      --create pages.json --errors-max 1%% -D sluice.compression=gzip",
      "",
      "Files are decompressed by extension: .gz and .bz2 always, .zst if Hadoop's"
          + " native library is installed. A line that is not a JSON object is"
          + " rejected, with its file and offset.",
      "",
      "A second run adds all documents again, unless --id is field:NAME or input."
          + " With input, an id is made from the full path, with scheme and host, and"
          + " the byte offset: do not move or change the files between runs."
    })
final class LoadCommand implements Callable<Integer> {

  private static final String INPUT = "input";

  private final JobRunner jobs;

  @Spec private CommandSpec spec;

  @Option(
      names = "--input",
      required = true,
      split = ",",
      paramLabel = "PATHS",
      description =
          "Files, directories or patterns, comma-separated, on any file system of"
              + " Hadoop. Quote patterns.")
  private List<String> inputs;

  @Mixin private IndexOptions target;

  @Option(
      names = "--id",
      paramLabel = "none|input|field:NAME",
      description = {
        "Source of the document id.",
        "field:NAME: a field of the document.",
        "input: file and byte offset, so that a second run writes the same documents.",
        "none (default): generated, stable across task retries but not across runs."
      })
  private String id;

  @Option(
      names = "--envelope",
      description =
          "Each line is an envelope (JSON with a document and its address), as in"
              + " dumps and in a job's rejected/. All documents go to --index.")
  private boolean envelope;

  @Option(
      names = "--format",
      paramLabel = "ndjson|bulk|sequence-file",
      description = {
        "ndjson (default): one document per line.",
        "bulk: the bulk API's action and source lines; the _index of an action overrides --index.",
        "sequence-file: a dump in sequence files, with --envelope."
      })
  private String format;

  @Option(
      names = "--shuffle",
      description =
          "Send each document to the reducer of its shard first, so that each reducer"
              + " writes to one node. Without --id, identical lines become one document.")
  private boolean shuffle;

  @Mixin private MapperLimit mappers;

  @Mixin private RehearseOption rehearse;

  @Mixin private HadoopOptions hadoop;

  LoadCommand(JobRunner jobs) {
    this.jobs = jobs;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ClassNotFoundException {
    Configuration conf = new Configuration();
    hadoop.applyTo(conf);
    target.applyTo(conf);
    mappers.applyTo(conf);
    setId(conf);
    if (rehearse.isGiven()) {
      return rehearse(conf);
    }
    Job job = job(conf, target.index());
    target.sayWhatIsUnused(conf, spec.commandLine().getOut());
    JobReport report = DryRunReport.orReal(job, new LoadReport(job, target.index()));
    return jobs.run(job, target.index(), report, spec.commandLine().getOut());
  }

  private int rehearse(Configuration conf)
      throws IOException, InterruptedException, ClassNotFoundException {
    Extent extent = rehearse.extent();
    if (shuffle || isBulk()) {
      throw new ConfigException(
          "--rehearse cannot be combined with --shuffle, or with --format bulk, where an action can"
              + " name another index");
    }
    return new Rehearsal(
            conf, target.nodes(conf), target.index(), extent, jobs, spec.commandLine().getOut())
        .run(this::job);
  }

  private Job job(Configuration conf, String index) throws IOException {
    Job job = Job.getInstance(conf, "load " + index);
    job.setJarByClass(LoadCommand.class);
    job.setInputFormatClass(inputFormat());
    InputFiles.use(job, inputs);
    setMapper(job);
    job.setNumReduceTasks(0);
    IndexJob.writeTo(job, target.nodes(conf), index);
    if (shuffle) {
      boolean keyed = InputIds.areUsed(job.getConfiguration());
      job.setMapOutputKeyClass(keyed ? Text.class : NullWritable.class);
      job.setMapOutputValueClass(envelope ? BulkActionWritable.class : ShuffledLine.class);
      IndexJob.shuffleByShard(job);
    }
    return job;
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
          "--format bulk cannot be combined with --envelope, or with --shuffle, which changes the"
              + " order of actions");
    }
    if (!format.equals("sequence-file") || !envelope) {
      throw new ConfigException(
          "--format is \""
              + format
              + "\" but must be ndjson, bulk or, with --envelope, sequence-file");
    }
    if (INPUT.equals(id)) {
      throw new ConfigException(
          "--id input cannot be combined with --format sequence-file: its records have no offset");
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

  /** Lines without ids get different, numbered ids; see {@code IdGeneration.AUTO}. */
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
