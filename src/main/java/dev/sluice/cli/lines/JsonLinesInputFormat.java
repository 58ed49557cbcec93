package dev.sluice.cli.lines;

import dev.sluice.mapreduce.checkpoint.CheckpointedInput;
import dev.sluice.mapreduce.checkpoint.CheckpointedReader;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.SplittableCompressionCodec;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Reads lines of files. Only line feeds end a line; a carriage return can be part of a document.
 * The key is the byte offset of the line, in the decompressed content. Blank lines are skipped. The
 * extension of a file selects its codec.
 */
@CheckpointedInput
public final class JsonLinesInputFormat extends LinesInputFormat {

  /** For Hadoop. */
  @SuppressWarnings("unused")
  public JsonLinesInputFormat() {}

  @Override
  public RecordReader<LongWritable, Text> createRecordReader(
      InputSplit split, TaskAttemptContext context) {
    return CheckpointedReader.over(JsonLinesReader.withoutBlank());
  }

  /** Ids from the input need offsets, which are unknown within a part of a compressed file. */
  @Override
  protected boolean isSplitable(JobContext job, Path file) {
    CompressionCodec codec = new CompressionCodecFactory(job.getConfiguration()).getCodec(file);
    return codec == null
        || (codec instanceof SplittableCompressionCodec
            && !InputIds.areUsed(job.getConfiguration()));
  }
}
