package org.elasticsearch.hadoop.mr;

import dev.sluice.io.LoadCounter;
import dev.sluice.io.ReadCounter;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * The elasticsearch-hadoop counters. Those with an equivalent are copied from Sluice's counters
 * when a task ends; the others stay absent. Sluice's own counters are updated while a task runs.
 */
public enum Counter {
  /** Bytes of the bulk request bodies. */
  BYTES_SENT,
  /** Documents given to the output format. */
  DOCS_SENT,
  /** Not counted. */
  BYTES_ACCEPTED,
  /** Documents that Elasticsearch accepted or already had. */
  DOCS_ACCEPTED,
  /** Documents resent; a document counts each time. */
  DOCS_RETRIED,
  /** Not counted. */
  BYTES_RETRIED,
  /** Bytes of the pages read. */
  BYTES_RECEIVED,
  /** Documents read. */
  DOCS_RECEIVED,
  /** Bulk requests. */
  BULK_TOTAL,
  /** Not counted. */
  BULK_RETRIES,
  /** Not counted. */
  NODE_RETRIES,
  /** Read requests that were retried. */
  NET_RETRIES,
  /** Duration of bulk requests and pages in milliseconds, summed over parallel requests. */
  NET_TOTAL_TIME_MS,
  /** Duration of bulk requests in milliseconds, summed over parallel requests. */
  BULK_TOTAL_TIME_MS,
  /** Not counted. */
  BULK_RETRIES_TOTAL_TIME_MS,
  /** Pages read. */
  SCROLL_TOTAL,
  /** Duration of the page requests in milliseconds, summed over parallel requests. */
  SCROLL_TOTAL_TIME_MS;

  /** All counters. */
  public static final Set<Counter> ALL = Collections.unmodifiableSet(EnumSet.allOf(Counter.class));

  /** Counts a task that writes, in a group with the name of an enum that has these constants. */
  static void ofWriting(TaskAttemptContext task, String group) {
    DOCS_SENT.add(task, group, LoadCounter.GIVEN);
    DOCS_ACCEPTED.add(task, group, LoadCounter.INDEXED);
    DOCS_ACCEPTED.add(task, group, LoadCounter.DELETED);
    DOCS_ACCEPTED.add(task, group, LoadCounter.NOOP);
    DOCS_ACCEPTED.add(task, group, LoadCounter.ALREADY_THERE);
    DOCS_RETRIED.add(task, group, LoadCounter.RESENT);
    BYTES_SENT.add(task, group, LoadCounter.BULK_BYTES);
    BULK_TOTAL.add(task, group, LoadCounter.BULK_REQUESTS);
    BULK_TOTAL_TIME_MS.add(task, group, LoadCounter.BULK_MILLIS);
    NET_TOTAL_TIME_MS.add(task, group, LoadCounter.BULK_MILLIS);
  }

  /** Counts a task that reads, in such a group. */
  static void ofReading(TaskAttemptContext task, String group) {
    DOCS_RECEIVED.add(task, group, ReadCounter.READ);
    BYTES_RECEIVED.add(task, group, ReadCounter.READ_BYTES);
    SCROLL_TOTAL.add(task, group, ReadCounter.READ_PAGES);
    SCROLL_TOTAL_TIME_MS.add(task, group, ReadCounter.READ_MILLIS);
    NET_TOTAL_TIME_MS.add(task, group, ReadCounter.READ_MILLIS);
    NET_RETRIES.add(task, group, ReadCounter.READ_RETRIES);
  }

  private void add(TaskAttemptContext task, String group, Enum<?> ours) {
    task.getCounter(group, name())
        .increment(task.getCounter(LoadCounter.GROUP, ours.name()).getValue());
  }
}
