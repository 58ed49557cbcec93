package dev.sluice.cli;

import dev.sluice.cli.result.DumpReport;
import dev.sluice.cli.run.HadoopPath;
import dev.sluice.cli.run.JobRunner;
import dev.sluice.client.http.ConnectionSettings;
import dev.sluice.config.ConfigException;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.copy.DumpSettings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Dumps indices to files. Does not require HBase. */
@Command(
    name = "dump",
    description = "Dump indices to files, one per shard, with each _source byte for byte.",
    customSynopsis = "sluice dump --index NAMES (--output DIR | --resume DIR) [OPTIONS]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice dump --index pages --output hdfs:///dump/pages",
      "  sluice dump --index 'logs-*' --output dump \\",
      "      --query '{\"term\":{\"level\":\"error\"}}'",
      "  sluice load --envelope --input hdfs:///dump/pages --index pages-2",
      "",
      "Each document is written as an envelope: a JSON object with _index, _id,"
          + " _routing, _version and the original _source. 'sluice load --envelope'"
          + " reads it.",
      "",
      "To complete a failed dump, give --resume DIR instead of --output DIR: only"
          + " missing shards are dumped."
    })
final class DumpCommand implements Callable<Integer> {

  private static final String NO_COMPRESSION = "none";

  private final JobRunner jobs;

  @Spec private CommandSpec spec;

  @Option(
      names = "--index",
      required = true,
      paramLabel = "NAMES",
      description = "Indices, aliases or data streams, comma-separated; wildcards allowed.")
  private String index;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Output directory; must not exist. Required without --resume.")
  private String output;

  @Option(
      names = "--format",
      paramLabel = "ndjson|sequence-file",
      description = {
        "ndjson (default): one document per line.",
        "sequence-file: Hadoop sequence files."
      })
  private String format;

  @Option(
      names = "--compress",
      paramLabel = "CODEC",
      description =
          "gzip, bzip2, zstandard or another codec of Hadoop, or none. Default: gzip;"
              + " with sequence-file: default (zlib).")
  private String compress;

  @Mixin private CopyOptions copy;

  @Mixin private NodesOption nodes;

  @Mixin private MapperLimit mappers;

  @Mixin private HadoopOptions hadoop;

  DumpCommand(JobRunner jobs) {
    this.jobs = jobs;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ClassNotFoundException {
    Configuration conf = new Configuration();
    hadoop.applyTo(conf);
    mappers.applyTo(conf);
    copy.applyTo(conf);
    conf.set(ConnectionSettings.NODES.key(), nodes.in(conf));
    WriteOptions.set(conf, DumpSettings.FORMAT.key(), format);
    Path directory = directory(conf);
    Job job = Job.getInstance(conf, "dump " + index);
    job.setJarByClass(DumpCommand.class);
    IndexJob.copyFrom(job, index);
    IndexJob.dumpTo(job, directory);
    compress(job);
    DumpReport report = new DumpReport(job, FileOutputFormat.getOutputPath(job), copy.resume(job));
    return jobs.run(job, index, report, spec.commandLine().getOut());
  }

  /** The directory of a new dump, or of the one to complete. */
  private Path directory(Configuration conf) {
    List<Path> resumed = copy.resumed();
    if (resumed.size() > 1 || (output == null) == resumed.isEmpty()) {
      throw new ConfigException(
          "give either --output DIR, for a new dump, or --resume DIR, to complete a failed one, and"
              + " only once");
    }
    return output == null ? resumed.get(0) : HadoopPath.of("--output", output, conf);
  }

  private void compress(Job job) {
    // Hadoop needs its native library to compress sequence files with gzip.
    String fallback = "sequence-file".equals(format) ? "default" : "gzip";
    String name = compress == null ? fallback : compress;
    FileOutputFormat.setCompressOutput(job, !name.equals(NO_COMPRESSION));
    if (!name.equals(NO_COMPRESSION)) {
      Class<? extends CompressionCodec> codec =
          new CompressionCodecFactory(job.getConfiguration()).getCodecClassByName(name);
      if (codec == null) {
        throw new ConfigException(
            "--compress is \"" + name + "\", an unknown codec; try gzip, or none");
      }
      FileOutputFormat.setOutputCompressorClass(job, codec);
    }
  }
}
