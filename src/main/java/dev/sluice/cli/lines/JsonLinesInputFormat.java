package dev.sluice.cli.lines;

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
 * Lines of a file, ended by line feeds alone: a carriage return may stand inside a document. The
 * key is the byte offset of the line, in a compressed file that of the uncompressed content. Blank
 * lines are no records. Codecs go by the file's extension.
 */
public final class JsonLinesInputFormat extends LinesInputFormat {

  /** For Hadoop. */
  @SuppressWarnings("unused")
  public JsonLinesInputFormat() {}

  @Override
  public RecordReader<LongWritable, Text> createRecordReader(
      InputSplit split, TaskAttemptContext context) {
    return JsonLinesReader.withoutBlank();
  }

  /** Within a part of a compressed file nobody knows the offset that ids are made of. */
  @Override
  protected boolean isSplitable(JobContext job, Path file) {
    CompressionCodec codec = new CompressionCodecFactory(job.getConfiguration()).getCodec(file);
    return codec == null
        || (codec instanceof SplittableCompressionCodec
            && !InputIds.areUsed(job.getConfiguration()));
  }
}
