package dev.sluice.cli;

import dev.sluice.cli.lines.EnvelopeMapper;
import dev.sluice.cli.lines.JsonLinesInputFormat;
import dev.sluice.cli.run.ExitCode;
import dev.sluice.cli.run.JobRun;
import dev.sluice.flow.Ticker;
import dev.sluice.mapreduce.IndexJob;
import dev.sluice.mapreduce.encode.OutputSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The rejected documents of an earlier job sent once more. Works without HBase. */
@Command(
    name = "replay",
    description = "Sends the rejected documents of an earlier job once more.",
    customSynopsis = "sluice replay --input DIR [OPTIONS]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice replay --input hdfs:///jobs/42/rejected",
      "  sluice replay --input .sluice/job_1700000000000_0042 --index pages-2",
      "",
      "First fix what they were rejected for: the mapping of the index, or the lines themselves.",
      "What is rejected again is kept in the new job's directory. A replay can be repeated.",
      "",
      "A job that failed leaves in rejected/ what the last attempt of each task had rejected, but",
      "other documents may be missing from the index: run the job again for those. A replay after"
          + " a",
      "failed job writes with the version of the envelope, or creates the document where it has",
      "none, so that it never overwrites a newer one; updates and deletes are rejected."
    })
final class ReplayCommand implements Callable<Integer> {

  private static final String FAILED_JOB =
      "the job had failed, or still runs: documents that are not listed in rejected/ may be missing"
          + " from the index too, and only another run of the job brings them. A document without a"
          + " version is created, so that nothing newer is overwritten.";

  private final Ticker ticker;

  @Spec private CommandSpec spec;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "DIR",
      description = "The directory of the job, or rejected/ in it; failed/ is never read.")
  private String input;

  @Option(
      names = "--index",
      paramLabel = "NAME",
      description = "The index to write; by default the one each document was meant for.")
  private String index;

  @Option(
      names = "--id",
      paramLabel = "none|field:NAME",
      description = "Where the id of a document comes from that was rejected for want of one.")
  private String id;

  @Mixin private WriteOptions write;

  @Mixin private MapperLimit mappers;

  @Mixin private HadoopOptions hadoop;

  ReplayCommand(Ticker ticker) {
    this.ticker = ticker;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ClassNotFoundException {
    Configuration conf = new Configuration();
    hadoop.applyTo(conf);
    write.applyTo(conf);
    mappers.applyTo(conf);
    WriteOptions.set(conf, OutputSettings.ID.key(), id);
    PrintWriter out = spec.commandLine().getOut();
    RejectedFiles rejected = RejectedFiles.in(input, conf);
    if (rejected.isOfFailedJob()) {
      out.println(FAILED_JOB);
      out.flush();
    }
    Optional<String> meantFor = index == null ? rejected.index() : Optional.of(index);
    if (!meantFor.isPresent()) {
      out.println("nothing to replay: no rejected document in " + rejected.path());
      out.flush();
      return ExitCode.DONE;
    }
    Job job = job(conf, rejected, meantFor.get());
    LoadReport report = new LoadReport(job, meantFor.get());
    return new JobRun(job, meantFor.get(), report, out, ticker).run();
  }

  private Job job(Configuration conf, RejectedFiles rejected, String target) throws IOException {
    Job job = Job.getInstance(conf, "replay " + target);
    job.setJarByClass(ReplayCommand.class);
    job.setInputFormatClass(JsonLinesInputFormat.class);
    FileInputFormat.setInputPaths(job, rejected.path());
    FileInputFormat.setInputDirRecursive(job, true);
    EnvelopeMapper.setUp(job, index == null);
    IndexJob.repeats(job);
    if (rejected.isOfFailedJob()) {
      EnvelopeMapper.ofFailedJob(job);
    }
    job.setNumReduceTasks(0);
    IndexJob.writeTo(job, write.nodes(conf), target);
    return job;
  }
}
