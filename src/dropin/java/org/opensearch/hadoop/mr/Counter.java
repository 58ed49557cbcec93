package org.opensearch.hadoop.mr;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The opensearch-hadoop counters, counted like {@link org.elasticsearch.hadoop.mr.Counter}. */
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
}
