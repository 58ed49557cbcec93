package dev.sluice.mapreduce;

import dev.sluice.client.Connection;
import java.io.IOException;
import org.apache.hadoop.mapreduce.JobContext;

/** The index on the server. Connects anew for each call, which are few and far apart. */
final class ServerIndex implements TargetIndex {

  private final JobContext job;
  private final IndexPlan plan;

  ServerIndex(JobContext job) {
    this.job = job;
    plan = IndexPlan.load(job.getConfiguration());
  }

  @Override
  public void create() throws IOException {
    try (Connection connection = Connection.open(TaskLink.options(job))) {
      connection.administration().create(plan.index(), plan.body());
    }
  }

  @Override
  public void refresh() throws IOException {
    try (Connection connection = Connection.open(TaskLink.options(job))) {
      connection.administration().refresh(plan.index());
    }
  }
}
