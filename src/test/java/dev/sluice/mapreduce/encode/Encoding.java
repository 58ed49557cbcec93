package dev.sluice.mapreduce.encode;

import dev.sluice.bulk.action.BulkAction;
import dev.sluice.io.UnencodableException;
import dev.sluice.io.ValueEncoder;
import dev.sluice.testing.ActionText;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;

/** A task's encoder with the keys a test gives it. */
public final class Encoding {

  private final Configuration conf = new Configuration(false);
  private ValueEncoder encoder;

  public static Encoding with(String... keysAndValues) {
    Encoding encoding = new Encoding();
    encoding.conf.set(MRJobConfig.TASK_ATTEMPT_ID, "attempt_17_0042_m_000007_0");
    encoding.conf.set(MRJobConfig.MAPREDUCE_JOB_DIR, "hdfs:///staging/job_17_0042");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      encoding.conf.set(keysAndValues[i], keysAndValues[i + 1]);
    }
    return encoding;
  }

  public Encoding set(String key, Class<?> type) {
    return set(key, type.getName());
  }

  public Encoding set(String key, String value) {
    conf.set(key, value);
    return this;
  }

  public BulkAction encode(Object key, Object value) throws IOException {
    if (encoder == null) {
      encoder = new WritableEncoder();
      TaskAttemptID attempt = TaskAttemptID.forName(conf.get(MRJobConfig.TASK_ATTEMPT_ID));
      encoder.setConf(RecordOrder.tell(new TaskAttemptContextImpl(conf, attempt)));
    }
    return encoder.encode(key, value);
  }

  public String address(Object key, Object value) throws IOException {
    return ActionText.address(encode(key, value));
  }

  public String source(Object key, Object value) throws IOException {
    return ActionText.source(encode(key, value));
  }

  /** Why a record is refused, and by which address it is kept. */
  public String refusal(Object key, Object value) throws IOException {
    try {
      encode(key, value);
    } catch (UnencodableException e) {
      return ActionText.address(e.action()) + ": " + e.error();
    }
    throw new AssertionError("not refused");
  }
}
