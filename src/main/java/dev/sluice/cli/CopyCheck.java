package dev.sluice.cli;

import dev.sluice.cli.run.HumanNumbers;
import dev.sluice.cli.run.JobCounters;
import dev.sluice.cli.run.JobFailedException;
import dev.sluice.mapreduce.copy.CopiedShards;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Whether a copy is whole, and how to go on with one that is not. */
final class CopyCheck {

  private CopyCheck() {}

  /**
   * Compares what was read with what was written and with the ledgers.
   *
   * @param written documents answered for, one way or another
   * @param inLedgers documents that this job's tasks have read, by what they left behind
   * @throws JobFailedException if the numbers differ
   */
  static void check(JobCounters tally, long written, long inLedgers) throws JobFailedException {
    if (tally.read() != inLedgers || tally.read() != written + tally.leftOut()) {
      throw new JobFailedException(
          "the copy is not whole: "
              + HumanNumbers.count(tally.read())
              + " documents were read, "
              + HumanNumbers.count(tally.leftOut())
              + " left out and "
              + HumanNumbers.count(written)
              + " written, and the ledgers of the tasks speak of "
              + HumanNumbers.count(inLedgers)
              + "; copy again");
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
        .append(" copied already; for the rest, the same command with");
    directories.forEach(directory -> advice.append(" --resume ").append(directory));
    return advice.toString();
  }
}
