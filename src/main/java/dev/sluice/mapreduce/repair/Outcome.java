package dev.sluice.mapreduce.repair;

import dev.sluice.io.BulkActionWritable;
import dev.sluice.io.RepairCounter;
import java.io.IOException;

/** Takes what a repair does about differences. */
interface Outcome {

  /** Sends an action now. */
  void send(BulkActionWritable action) throws IOException;

  /** Deletes a copy after its document is at the right place. */
  void move(Move move) throws IOException;

  /** Leaves a difference. */
  void left(RepairCounter why);
}
