package dev.sluice.cli;

import dev.sluice.cli.lines.EnvelopeMapper;
import dev.sluice.cli.lines.InputIds;
import dev.sluice.cli.lines.JsonLinesInputFormat;
import dev.sluice.cli.lines.LineIds;
import dev.sluice.cli.result.DryRunReport;
import dev.sluice.cli.result.LoadReport;
import dev.sluice.cli.run.ExitCode;
import dev.sluice.cli.run.JobReport;
import dev.sluice.cli.run.JobRunner;
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

/** Sends the rejected documents of an earlier job again. Does not require HBase. */
@Command(
    name = "replay",
    description = "Send the rejected documents of an earlier job again.",
    customSynopsis = "sluice replay --input DIR [OPTIONS]",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  sluice replay --input hdfs:///jobs/42/rejected",
      "  sluice replay --input .sluice/job_1700000000000_0042 --index pages-2",
      "  sluice replay --input fixed/ --id field:url",
      "",
      "First fix the cause: the mapping of the index, or the lines in rejected/."
          + " Documents that are rejected again are saved in the directory of the new"
          + " job. A replay can be repeated, unless it has --id none.",
      "",
      "After a failed job, rejected/ holds the rejections of the last attempt of"
          + " each task. Other documents may be missing from the index: run the job"
          + " again to add them. A replay after a failed job never overwrites newer"
          + " documents: it writes with the version in the envelope, or creates the"
          + " document if there is none. It rejects updates and deletes."
    })
final class ReplayCommand implements Callable<Integer> {

  private static final String FAILED_JOB =
      "warning: the job failed or is still running. Documents that are not in rejected/ may also be"
          + " missing from the index; run the job again to add them. This replay creates documents"
          + " without a version, and so does not overwrite newer ones.";

  private final JobRunner jobs;

  @Spec private CommandSpec spec;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "DIR",
      description = "Directory of the job, or rejected/ in it. failed/ is never read.")
  private String input;

  @Option(
      names = "--index",
      paramLabel = "NAME",
      description = "Index to write. Default: the index that each document was meant for.")
  private String index;

  @Option(
      names = "--id",
      paramLabel = "none|field:NAME",
      description = {
        "Source of the id for documents that were rejected before they had one, such as lines that"
            + " were not JSON. Default: field:NAME if the load used that and DIR is its directory;"
            + " otherwise such documents are rejected again.",
        "none: generated; a second replay adds these documents again."
      })
  private String id;

  @Mixin private WriteOptions write;

  @Mixin private MapperLimit mappers;

  @Mixin private ResumeOption resume;

  @Mixin private HadoopOptions hadoop;

  ReplayCommand(JobRunner jobs) {
    this.jobs = jobs;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ClassNotFoundException {
    Configuration conf = new Configuration();
    hadoop.applyTo(conf);
    write.applyTo(conf);
    mappers.applyTo(conf);
    resume.applyTo(conf);
    WriteOptions.set(conf, OutputSettings.ID.key(), id == null ? null : LineIds.check(id, "none"));
    InputIds.generate(conf);
    PrintWriter out = spec.commandLine().getOut();
    RejectedFiles rejected = RejectedFiles.in(input, conf);
    if (!OutputSettings.ID.isGiven(conf::get)) {
      rejected.job().ifPresent(job -> LoadedIds.use(job, conf));
    }
    if (rejected.isOfFailedJob()) {
      out.println("sluice: " + FAILED_JOB);
      out.flush();
    }
    Optional<String> meantFor = index == null ? rejected.index() : Optional.of(index);
    if (!meantFor.isPresent()) {
      out.println("nothing to replay: no rejected document in " + rejected.path());
      out.flush();
      return ExitCode.DONE;
    }
    Job job = job(conf, rejected, meantFor.get());
    JobReport report = DryRunReport.orReal(job, new LoadReport(job, meantFor.get()));
    return jobs.run(job, meantFor.get(), report, out);
  }

  private Job job(Configuration conf, RejectedFiles rejected, String target) throws IOException {
    Job job = Job.getInstance(conf, "replay " + target);
    job.setJarByClass(ReplayCommand.class);
    job.setInputFormatClass(JsonLinesInputFormat.class);
    FileInputFormat.setInputPaths(job, rejected.path());
    FileInputFormat.setInputDirRecursive(job, true);
    EnvelopeMapper.setUp(job, index == null);
    EnvelopeMapper.needIds(job);
    IndexJob.repeats(job);
    if (rejected.isOfFailedJob()) {
      EnvelopeMapper.ofFailedJob(job);
    }
    job.setNumReduceTasks(0);
    IndexJob.writeTo(job, write.nodes(conf), target);
    return job;
  }
}
