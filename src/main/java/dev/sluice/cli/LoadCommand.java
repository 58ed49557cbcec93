package dev.sluice.cli;

import dev.sluice.cli.lines.InputIds;
import dev.sluice.cli.lines.ShuffledLine;
import dev.sluice.cli.result.DryRunReport;
import dev.sluice.cli.result.LoadReport;
import dev.sluice.cli.run.JobReport;
import dev.sluice.cli.run.JobRunner;
import dev.sluice.cli.source.FileSource;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.mapreduce.IndexJob;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
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
          + " the byte offset: do not move or change the files between runs.",
      "",
      "To complete a failed load, repeat the command with --resume JOB_DIR: only what"
          + " is missing is read, and no document is added twice, also without --id."
    })
final class LoadCommand implements Callable<Integer> {

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

  @Mixin private FileSource source;

  @Option(
      names = "--shuffle",
      description =
          "Send each document to the reducer of its shard first, so that each reducer"
              + " writes to one node. Without --id, identical lines become one document.")
  private boolean shuffle;

  @Mixin private MapperLimit mappers;

  @Mixin private ResumeOption resume;

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
    source.applyTo(conf, shuffle);
    if (rehearse.isGiven()) {
      return rehearse(conf);
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
    rehearse.refuse(source.isBulk(), "--format bulk");
    return rehearse.of(conf, target, jobs, spec.commandLine().getOut()).run(this::job);
  }

  private Job job(Configuration conf, String index) throws IOException {
    Job job = source.job(conf, inputs, shuffle, target.nodes(conf), index);
    if (shuffle) {
      boolean keyed = InputIds.areUsed(job.getConfiguration());
      job.setMapOutputKeyClass(keyed ? Text.class : NullWritable.class);
      job.setMapOutputValueClass(
          source.isEnvelope() ? BulkActionWritable.class : ShuffledLine.class);
      IndexJob.shuffleByShard(job);
    }
    return job;
  }
}
