package dev.sluice.mapreduce;

import dev.sluice.client.Administration;
import dev.sluice.client.Connection;
import dev.sluice.client.LaneMode;
import dev.sluice.client.LanePlan;
import dev.sluice.client.RoutingSettings;
import dev.sluice.config.Settings;
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
  public LanePlan create() throws IOException {
    Settings settings = Settings.from(job.getConfiguration()::get);
    LaneMode mode = settings.get(RoutingSettings.LANES);
    try (Connection connection = Connection.open(TaskLink.options(job))) {
      Administration administration = connection.administration();
      administration.create(plan.index(), plan.body());
      return administration.planLanes(mode, plan.index(), settings.get(OutputSettings.PIPELINE));
    }
  }

  @Override
  public void refresh() throws IOException {
    try (Connection connection = Connection.open(TaskLink.options(job))) {
      connection.administration().refresh(plan.index());
    }
  }
}
