package dev.sluice.cli.run;

import java.io.IOException;
import org.apache.hadoop.mapreduce.Mapper;
import org.apache.hadoop.util.ReflectionUtils;

/** Wraps the mapper of a job and records its failures; see {@link LocalRun}. */
final class WatchedMapper extends Mapper<Object, Object, Object, Object> {

  /** For Hadoop. */
  @SuppressWarnings("unused")
  WatchedMapper() {}

  @Override
  @SuppressWarnings("unchecked") // the job was set up with these classes
  public void run(Context context) throws IOException, InterruptedException {
    try {
      Mapper<Object, Object, Object, Object> mapper =
          (Mapper<Object, Object, Object, Object>)
              ReflectionUtils.newInstance(
                  LocalRun.mapper(context.getConfiguration()), context.getConfiguration());
      mapper.run(context);
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    } catch (IOException e) {
      LocalRun.note(context.getConfiguration(), e);
      throw e;
    } catch (RuntimeException | Error e) {
      LocalRun.note(context.getConfiguration(), e);
      throw e;
    }
  }
}
