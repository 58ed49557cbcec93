package dev.sluice.mapreduce;

import dev.sluice.config.ConfigException;
import dev.sluice.config.Settings;
import dev.sluice.io.BulkActionWritable;
import dev.sluice.mapreduce.copy.DumpFormat;
import dev.sluice.mapreduce.copy.DumpSettings;
import dev.sluice.mapreduce.copy.EnvelopeLines;
import dev.sluice.mapreduce.copy.EnvelopeRecords;
import dev.sluice.mapreduce.copy.GzipLevel;
import dev.sluice.mapreduce.copy.ParallelGzip;
import dev.sluice.mapreduce.job.AttemptFiles;
import dev.sluice.mapreduce.job.FileTokens;
import dev.sluice.mapreduce.job.JobClasses;
import dev.sluice.mapreduce.job.NewDirectory;
import dev.sluice.mapreduce.job.TaskFile;
import dev.sluice.mapreduce.keys.InternalKeys;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.classification.InterfaceAudience;
import org.apache.hadoop.classification.InterfaceStability;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.SequenceFile.CompressionType;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.mapred.FileAlreadyExistsException;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * Writes actions to files instead of sending them, as envelopes that {@code sluice load --envelope}
 * reads. Each task writes one file. Sources are copied verbatim. An action that was already
 * rejected fails the task, so a dump is always complete.
 */
@InterfaceAudience.Public
@InterfaceStability.Evolving
public final class EnvelopeOutputFormat extends FileOutputFormat<Text, BulkActionWritable> {

  private static final int BUFFER_BYTES = 64 * 1024;

  /** Called by Hadoop. */
  public EnvelopeOutputFormat() {}

  /** Refuses an existing directory, unless the job resumes an earlier dump in it. */
  @Override
  public void checkOutputSpecs(JobContext job) throws IOException {
    JobClasses.reach(job.getConfiguration());
    Settings settings = Settings.from(job.getConfiguration()::get);
    settings.get(DumpSettings.FORMAT);
    settings.check();
    Path directory = getOutputPath(job);
    if (job.getConfiguration().get(InternalKeys.RESUMES) == null) {
      checkIsNew(job);
      NewDirectory.of("the output directory", directory).tryOut(job.getConfiguration());
    } else if (directory != null) {
      FileTokens.obtain(job, directory);
      NewDirectory.of("the output directory", new Path(directory, "part"))
          .tryOut(job.getConfiguration());
    }
  }

  private void checkIsNew(JobContext job) throws IOException {
    try {
      super.checkOutputSpecs(job);
    } catch (FileAlreadyExistsException e) {
      throw new ConfigException(
          "the output directory is \""
              + getOutputPath(job)
              + "\", which already exists: use a new directory, or continue the dump with --resume",
          e);
    }
  }

  @Override
  public RecordWriter<Text, BulkActionWritable> getRecordWriter(TaskAttemptContext task)
      throws IOException {
    Configuration conf = task.getConfiguration();
    CompressionCodec codec = codec(task);
    if (DumpSettings.FORMAT.read(conf::get) == DumpFormat.SEQUENCE_FILE) {
      return new EnvelopeRecords(records(getDefaultWorkFile(task, ".seq"), codec, conf));
    }
    String compressed = codec == null ? "" : codec.getDefaultExtension();
    Path file = getDefaultWorkFile(task, AttemptFiles.NDJSON + compressed);
    return new EnvelopeLines(buffered(TaskFile.create(file, conf), codec, conf));
  }

  private static OutputStream buffered(OutputStream out, CompressionCodec codec, Configuration conf)
      throws IOException {
    if (codec != null && codec.getClass() == GzipCodec.class) {
      return new ParallelGzip(out, GzipLevel.of(conf));
    }
    return new BufferedOutputStream(
        codec == null ? out : codec.createOutputStream(out), BUFFER_BYTES);
  }

  private static CompressionCodec codec(TaskAttemptContext task) {
    return getCompressOutput(task)
        ? ReflectionUtils.newInstance(
            getOutputCompressorClass(task, GzipCodec.class), task.getConfiguration())
        : null;
  }

  private static SequenceFile.Writer records(Path file, CompressionCodec codec, Configuration conf)
      throws IOException {
    return SequenceFile.createWriter(
        conf,
        SequenceFile.Writer.file(file),
        SequenceFile.Writer.keyClass(Text.class),
        SequenceFile.Writer.valueClass(Text.class),
        SequenceFile.Writer.compression(
            codec == null ? CompressionType.NONE : CompressionType.BLOCK,
            codec == null ? new DefaultCodec() : codec));
  }
}
