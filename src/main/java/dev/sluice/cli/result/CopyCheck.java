package dev.sluice.cli.result;

import dev.sluice.cli.run.HumanNumbers;
import dev.sluice.cli.run.JobCounters;
import dev.sluice.cli.run.JobFailedException;
import dev.sluice.mapreduce.copy.CopiedShards;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Checks whether a copy is complete, and says how to complete one that is not. */
public final class CopyCheck {

  private CopyCheck() {}

  /**
   * Compares the documents read with those written and with the records of the tasks.
   *
   * @param written documents with a known or unknown outcome
   * @param inLedgers documents that this job's tasks have read, by the files that they left
   * @throws JobFailedException if the numbers differ
   */
  static void check(JobCounters tally, long written, long inLedgers) throws JobFailedException {
    if (tally.read() != inLedgers || tally.read() != written + tally.leftOut()) {
      throw new JobFailedException(
          "the copy is incomplete: "
              + HumanNumbers.count(tally.read())
              + " documents read, "
              + HumanNumbers.count(tally.leftOut())
              + " skipped, "
              + HumanNumbers.count(written)
              + " written, but the task records show "
              + HumanNumbers.count(inLedgers)
              + "; run the copy again");
    }
  }

  /**
   * How to complete a job that failed.
   *
   * @param directories its own, and those of the jobs it completes
   */
  static String advice(List<Path> directories, Configuration conf) throws IOException {
    CopiedShards done = CopiedShards.in(directories, conf);
    if (done.count() == 0) {
      return "";
    }
    StringBuilder advice = new StringBuilder();
    advice
        .append("\n")
        .append(done.count())
        .append(done.count() == 1 ? " shard is" : " shards are")
        .append(" already copied; to copy the rest, run the same command with");
    directories.forEach(directory -> advice.append(" --resume ").append(directory));
    return advice.toString();
  }
}
