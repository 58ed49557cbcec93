package dev.sluice.fault;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;

/**
 * An {@link ActionMapper} of the local runner that does something in the middle, and takes its time
 * before and after, so that requests are answered meanwhile.
 */
public class SlowMapper extends ActionMapper {

  private static final AtomicInteger SEEN = new AtomicInteger();
  private static volatile int middle;
  private static volatile Event event;

  /** Something that happens in the middle of the input. */
  interface Event {
    void happens() throws IOException;
  }

  /** Says what the next job does, and after how many records of all its tasks. */
  static void reset(int records, Event what) {
    SEEN.set(0);
    middle = records;
    event = what;
  }

  @Override
  protected void map(LongWritable offset, Text line, Context context)
      throws IOException, InterruptedException {
    int seen = SEEN.incrementAndGet();
    if (seen == middle) {
      event.happens();
    }
    if (seen % (FaultJob.DOCUMENTS / 60) == 0) {
      Thread.sleep(seen < middle ? 100 : 300);
    }
    super.map(offset, line, context);
  }
}
