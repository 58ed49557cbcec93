package dev.sluice.mapreduce.verify;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.MapContext;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.map.WrappedMapper;
import org.apache.hadoop.mapreduce.task.MapContextImpl;
import org.apache.hadoop.util.ReflectionUtils;

/** Runs the mapper of the load over a split, and writes the fingerprints of its documents. */
final class SourceSide {

  private final MapContext<Object, Object, VerifyKey, VerifyRecord> context;
  private final SidedSplit split;

  SourceSide(MapContext<Object, Object, VerifyKey, VerifyRecord> context, SidedSplit split) {
    this.context = context;
    this.split = split;
  }

  @SuppressWarnings("unchecked")
  void run() throws IOException, InterruptedException {
    Configuration load = VerifiedLoad.of(context.getConfiguration());
    MapContext<Object, Object, Object, Object> own =
        new MapContextImpl<>(
            load,
            context.getTaskAttemptID(),
            new Records(context),
            new SourceWriter(context, load),
            context.getOutputCommitter(),
            new TaskStatus(context),
            split.inner());
    Class<?> type = load.getClass(MRJobConfig.MAP_CLASS_ATTR, Mapper.class);
    Mapper<Object, Object, Object, Object> mapper =
        (Mapper<Object, Object, Object, Object>) ReflectionUtils.newInstance(type, load);
    mapper.run(new WrappedMapper<Object, Object, Object, Object>().getMapContext(own));
  }

  /** The records of the task, for the mapper. */
  private static final class Records extends RecordReader<Object, Object> {

    private final MapContext<Object, Object, ?, ?> context;

    Records(MapContext<Object, Object, ?, ?> context) {
      this.context = context;
    }

    @Override
    public void initialize(InputSplit split, TaskAttemptContext task) {}

    @Override
    public boolean nextKeyValue() throws IOException, InterruptedException {
      return context.nextKeyValue();
    }

    @Override
    public Object getCurrentKey() throws IOException, InterruptedException {
      return context.getCurrentKey();
    }

    @Override
    public Object getCurrentValue() throws IOException, InterruptedException {
      return context.getCurrentValue();
    }

    @Override
    public float getProgress() {
      return context.getProgress();
    }

    @Override
    public void close() {}
  }
}
