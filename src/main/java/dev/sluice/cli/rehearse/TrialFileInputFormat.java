package dev.sluice.cli.rehearse;

import dev.sluice.cli.lines.InputIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.SplittableCompressionCodec;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;

/** Reads a sample of the files of a load. */
final class TrialFileInputFormat extends FileInputFormat<Object, Object> {

  /** For Hadoop. */
  @SuppressWarnings("unused")
  TrialFileInputFormat() {}

  @Override
  public List<InputSplit> getSplits(JobContext job) throws IOException {
    Configuration conf = job.getConfiguration();
    List<FileSplit> real = new ArrayList<>();
    try {
      for (InputSplit split : SampledFormat.of(conf).getSplits(job)) {
        real.add((FileSplit) split);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    FileSample sample = new FileSample(real, file -> isDivisible(conf, file));
    sample.size().store(conf);
    return new ArrayList<>(sample.splits(Trial.load(conf)));
  }

  /** As the formats of the commands decide. */
  private static boolean isDivisible(Configuration conf, Path file) {
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(file);
    return codec == null
        || (codec instanceof SplittableCompressionCodec && !InputIds.areUsed(conf));
  }

  @Override
  public RecordReader<Object, Object> createRecordReader(
      InputSplit split, TaskAttemptContext context) {
    InputFormat<Object, Object> format = SampledFormat.of(context.getConfiguration());
    TrialFileSplit sampled = (TrialFileSplit) split;
    return new TrialReader(
        format,
        new ArrayList<>(sampled.pieces()),
        sampled.recordBytes(),
        value -> value instanceof Text ? ((Text) value).getLength() : 0);
  }
}
