package dev.sluice.mapreduce.task;

import dev.sluice.bulk.BulkReply;
import dev.sluice.bulk.BulkRequest;
import dev.sluice.bulk.BulkTransport;
import java.util.Arrays;
import java.util.HashMap;

/**
 * Accepts every request without sending it, for a dry run. All items succeed at once, so the job
 * counts the documents that it would send. Thread-safe.
 */
final class DryRunTransport implements BulkTransport {

  private static final short OK = 200;

  @Override
  public BulkReply send(BulkRequest request) {
    short[] statuses = new short[request.items()];
    Arrays.fill(statuses, OK);
    return BulkReply.items(statuses, new HashMap<>());
  }

  /** Only a conflict leads to a comparison, and there is none. */
  @Override
  public BulkReply compare(BulkRequest request) {
    return send(request);
  }

  @Override
  public void abort() {
    // No call blocks.
  }
}
