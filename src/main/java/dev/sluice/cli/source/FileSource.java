package dev.sluice.cli.source;

import dev.sluice.cli.lines.BulkLineMapper;
import dev.sluice.cli.lines.BulkLinesInputFormat;
import dev.sluice.cli.lines.EnvelopeMapper;
import dev.sluice.cli.lines.InputFiles;
import dev.sluice.cli.lines.InputIds;
import dev.sluice.cli.lines.JsonLineMapper;
import dev.sluice.cli.lines.JsonLinesInputFormat;
import dev.sluice.cli.lines.LineIds;
import dev.sluice.cli.lines.MistakenFormat;
import dev.sluice.cli.lines.RecordsInputFormat;
import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.encode.IdGeneration;
import dev.sluice.mapreduce.encode.IdRule;
import dev.sluice.mapreduce.encode.OutputSettings;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import picocli.CommandLine.Option;

/** Files of lines as the source of a job: their format, and the ids of their documents. */
public final class FileSource {

  private static final String INPUT = "input";

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

  /**
   * Sets the keys of the ids.
   *
   * @param shuffled whether each document goes to the reducer of its shard
   * @throws ConfigException if {@code --id} is not for lines
   */
  public void applyTo(Configuration conf, boolean shuffled) {
    if (id == null) {
      promiseNumbers(conf, shuffled);
      placeIds(conf, shuffled);
    } else if (id.equals(INPUT)) {
      InputIds.use(conf);
      promiseUnique(conf);
    } else {
      conf.set(OutputSettings.ID.key(), LineIds.check(id, "none, input"), "the command line");
    }
  }

  /**
   * The map-only job that writes the documents of files to an index.
   *
   * @param conf a configuration to which {@link #applyTo} was applied; it is copied
   * @param inputs files, directories or patterns
   * @throws ConfigException if the options cannot be combined, or there are no such files
   */
  public Job job(
      Configuration conf, List<String> inputs, boolean shuffled, String nodes, String index)
      throws IOException {
    Job job = Job.getInstance(conf, "load " + index);
    job.setJarByClass(FileSource.class);
    job.setInputFormatClass(inputFormat(shuffled));
    InputFiles.use(job, inputs);
    setMapper(job);
    job.setNumReduceTasks(0);
    IndexJob.writeTo(job, nodes, index);
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

  public boolean isEnvelope() {
    return envelope;
  }

  /** Whether the lines are actions of the bulk API. */
  public boolean isBulk() {
    return "bulk".equals(format);
  }

  /** Whether documents can have ids that another run gives them again. */
  public boolean hasIds(Configuration conf) {
    boolean none = OutputSettings.ID.read(conf::get).kind() == IdRule.Kind.NONE;
    return envelope || isBulk() || InputIds.areUsed(conf) || !none;
  }

  private Class<? extends FileInputFormat<?, ?>> inputFormat(boolean shuffled) {
    if (format == null || format.equals("ndjson")) {
      return JsonLinesInputFormat.class;
    }
    if (isBulk() && !envelope && !shuffled) {
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

  /** Lines without ids get different, numbered ids; see {@code IdGeneration.AUTO}. */
  private void promiseNumbers(Configuration conf, boolean shuffled) {
    boolean numbered =
        !OutputSettings.ID.isGiven(conf::get) && !OutputSettings.ID_GENERATE.isGiven(conf::get);
    if (numbered && !shuffled) {
      promiseUnique(conf);
    }
  }

  /** A job that resumes this one reads the lines in other tasks. */
  private void placeIds(Configuration conf, boolean shuffled) {
    IdGeneration generation = OutputSettings.ID_GENERATE.read(conf::get);
    boolean numbers = generation == IdGeneration.AUTO || generation == IdGeneration.EACH;
    if (numbers
        && !shuffled
        && !OutputSettings.ID.isGiven(conf::get)
        && inputFormat(false) == JsonLinesInputFormat.class) {
      InputIds.generate(conf);
    }
  }

  private void promiseUnique(Configuration conf) {
    if (!envelope && !isBulk()) {
      conf.setIfUnset(OutputSettings.ID_UNIQUE.key(), "true");
    }
  }
}
