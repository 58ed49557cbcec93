package dev.sluice.fault;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;

/**
 * An {@link ActionMapper} of a container that strikes in the middle of its input, in the first
 * attempt only, in the way that the key {@link #STRIKE} names.
 */
public class StrikingMapper extends ActionMapper {

  /** The key. */
  static final String STRIKE = "fault.strike";

  /** After how many records. */
  static final String AFTER = "fault.strike.after";

  /** How to strike. */
  enum Strike {
    /** Not at all. */
    NONE,
    /** The JVM of one task gets SIGKILL, and the mapper of the others throws. */
    KILL_AND_THROW,
    /** The first attempt of one task dawdles, so that a second one is started beside it. */
    DAWDLE,
    /** Every task takes a second for every few records, so that there is time for something. */
    SLOW
  }

  private int seen;

  @Override
  protected void map(LongWritable offset, Text line, Context context)
      throws IOException, InterruptedException {
    super.map(offset, line, context);
    int after = context.getConfiguration().getInt(AFTER, 100);
    seen++;
    if (seen >= after && context.getTaskAttemptID().getId() == 0) {
      strike(
          after / 8,
          context.getConfiguration().getEnum(STRIKE, Strike.NONE),
          context.getTaskAttemptID().getTaskID().getId());
    }
  }

  private void strike(int step, Strike strike, int task) throws IOException, InterruptedException {
    switch (strike) {
      case NONE:
        break;
      case KILL_AND_THROW:
        if (task == 0) {
          killThisJvm();
        }
        throw new IllegalStateException("an exception in the user's mapper");
      case DAWDLE:
        Thread.sleep(task == 0 ? 1_000 : 0);
        break;
      case SLOW:
        Thread.sleep(seen % step == 0 ? 1_000 : 0);
        break;
    }
  }

  /** As by a power cut: no hook, no close. */
  static void killThisJvm() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
    TimeUnit.MINUTES.sleep(1);
  }
}
