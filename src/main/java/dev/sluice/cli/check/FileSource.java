package dev.sluice.cli.check;

import dev.sluice.cli.lines.InputFiles;
import dev.sluice.cli.lines.JsonLinesInputFormat;
import dev.sluice.cli.run.HumanNumbers;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/** Reads the files of an input, as {@code load} would split them. */
final class FileSource {

  private FileSource() {}

  /**
   * Lists the files. Blocks.
   *
   * @throws dev.sluice.config.ConfigException if there are none
   */
  static Source read(Configuration conf, List<String> inputs, int limit) throws IOException {
    Job job = Job.getInstance(conf);
    InputFiles.use(job, inputs);
    List<InputSplit> splits = new JsonLinesInputFormat().getSplits(job);
    long files = splits.stream().map(split -> ((FileSplit) split).getPath()).distinct().count();
    long[] bytes = splits.stream().mapToLong(split -> ((FileSplit) split).getLength()).toArray();
    return new Source(
        HumanNumbers.count(files) + (files == 1 ? " file" : " files"), bytes, limit, 0);
  }
}
