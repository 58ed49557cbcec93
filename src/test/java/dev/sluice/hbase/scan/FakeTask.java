package dev.sluice.hbase.scan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.StatusReporter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;

/** What Hadoop would show of a task. */
public final class FakeTask extends StatusReporter {

  public final Counters counters = new Counters();
  final AtomicInteger beats = new AtomicInteger();
  public final List<String> statuses = Collections.synchronizedList(new ArrayList<>());

  public TaskAttemptContext context(Configuration conf) {
    return new TaskAttemptContextImpl(conf, new TaskAttemptID(), this);
  }

  @Override
  public Counter getCounter(Enum<?> name) {
    return counters.findCounter(name);
  }

  @Override
  public Counter getCounter(String group, String name) {
    return counters.findCounter(group, name);
  }

  @Override
  public void progress() {
    beats.incrementAndGet();
  }

  @Override
  public float getProgress() {
    return 0;
  }

  @Override
  public void setStatus(String status) {
    statuses.add(status);
  }
}
