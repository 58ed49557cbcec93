package org.elasticsearch.hadoop.mr;

import dev.sluice.io.LoadCounter;
import dev.sluice.io.ReadCounter;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * The counters of elasticsearch-hadoop. Those that mean something here are taken from those of
 * Sluice, which move while a task runs, when it ends; the others stay absent.
 */
public enum Counter {
  /** Bytes of bulk requests. */
  BYTES_SENT,
  /** Documents handed over to be sent. */
  DOCS_SENT,
  /** Not counted. */
  BYTES_ACCEPTED,
  /** Documents that Elasticsearch took, or had already. */
  DOCS_ACCEPTED,
  /** Documents sent once more, counted each time. */
  DOCS_RETRIED,
  /** Not counted. */
  BYTES_RETRIED,
  /** Bytes of the pages that were read. */
  BYTES_RECEIVED,
  /** Documents that were read. */
  DOCS_RECEIVED,
  /** Bulk requests. */
  BULK_TOTAL,
  /** Not counted. */
  BULK_RETRIES,
  /** Not counted. */
  NODE_RETRIES,
  /** Requests of reading that were sent again. */
  NET_RETRIES,
  /** Milliseconds of bulk requests and pages, added up over parallel ones. */
  NET_TOTAL_TIME_MS,
  /** Milliseconds of bulk requests, added up over parallel ones. */
  BULK_TOTAL_TIME_MS,
  /** Not counted. */
  BULK_RETRIES_TOTAL_TIME_MS,
  /** Pages that were read. */
  SCROLL_TOTAL,
  /** Milliseconds of pages, added up over parallel ones. */
  SCROLL_TOTAL_TIME_MS;

  /** All of them. */
  public static final Set<Counter> ALL = Collections.unmodifiableSet(EnumSet.allOf(Counter.class));

  static void ofWriting(TaskAttemptContext task) {
    DOCS_SENT.add(task, LoadCounter.GIVEN);
    DOCS_ACCEPTED.add(task, LoadCounter.INDEXED);
    DOCS_ACCEPTED.add(task, LoadCounter.DELETED);
    DOCS_ACCEPTED.add(task, LoadCounter.ALREADY_THERE);
    DOCS_RETRIED.add(task, LoadCounter.RESENT);
    BYTES_SENT.add(task, LoadCounter.BULK_BYTES);
    BULK_TOTAL.add(task, LoadCounter.BULK_REQUESTS);
    BULK_TOTAL_TIME_MS.add(task, LoadCounter.BULK_MILLIS);
    NET_TOTAL_TIME_MS.add(task, LoadCounter.BULK_MILLIS);
  }

  static void ofReading(TaskAttemptContext task) {
    DOCS_RECEIVED.add(task, ReadCounter.READ);
    BYTES_RECEIVED.add(task, ReadCounter.READ_BYTES);
    SCROLL_TOTAL.add(task, ReadCounter.READ_PAGES);
    SCROLL_TOTAL_TIME_MS.add(task, ReadCounter.READ_MILLIS);
    NET_TOTAL_TIME_MS.add(task, ReadCounter.READ_MILLIS);
    NET_RETRIES.add(task, ReadCounter.READ_RETRIES);
  }

  private void add(TaskAttemptContext task, Enum<?> ours) {
    task.getCounter(this).increment(task.getCounter(LoadCounter.GROUP, ours.name()).getValue());
  }
}
