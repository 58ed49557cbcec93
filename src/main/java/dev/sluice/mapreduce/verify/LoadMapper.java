package dev.sluice.mapreduce.verify;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.MapContext;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.map.WrappedMapper;
import org.apache.hadoop.mapreduce.task.MapContextImpl;
import org.apache.hadoop.util.ReflectionUtils;

/** Runs the mapper of a load inside a task of another job. */
public final class LoadMapper {

  private LoadMapper() {}

  /**
   * Runs it over the records of the task.
   *
   * @param load the configuration of the load
   * @param split the split as the load knows it
   * @param output takes what the mapper writes; the caller closes it
   */
  @SuppressWarnings("unchecked") // the mapper of the load takes what its format gives
  public static void run(
      MapContext<?, ?, ?, ?> task,
      Configuration load,
      InputSplit split,
      RecordWriter<Object, Object> output)
      throws IOException, InterruptedException {
    MapContext<Object, Object, Object, Object> own =
        new MapContextImpl<>(
            load,
            task.getTaskAttemptID(),
            new Records((MapContext<Object, Object, ?, ?>) task),
            output,
            task.getOutputCommitter(),
            new TaskStatus(task),
            split);
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
