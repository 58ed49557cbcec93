package dev.sluice.mapreduce;

import dev.sluice.client.LanePlan;
import java.io.IOException;

/** The index of a job, as its committer sees it. Every call may be repeated. */
interface TargetIndex {

  /** Creates the index; one that is there by now is fine. Gives the lanes to it. */
  LanePlan create() throws IOException;

  /** Makes what was written visible to searches. */
  void refresh() throws IOException;
}
