/**
 * The bulk engine: actions are gathered into requests, sent several at a time, retried, split, and
 * accounted for. {@link dev.sluice.bulk.BulkEngine} decides, without threads or clock; {@link
 * dev.sluice.bulk.BulkProcessor} owns the threads. Knows neither Hadoop nor HTTP.
 *
 * <p>May use {@code config}, {@code flow}, {@code json}, {@code bulk.action}. Begin with {@link
 * dev.sluice.bulk.BulkProcessor}, {@link dev.sluice.bulk.BulkEngine} and {@link
 * dev.sluice.bulk.Verdict}.
 */
package dev.sluice.bulk;
