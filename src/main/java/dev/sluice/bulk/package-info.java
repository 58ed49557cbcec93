/**
 * The bulk engine: collects actions into bulk requests, sends them concurrently, retries and splits
 * them, and counts every outcome. {@link dev.sluice.bulk.BulkEngine} decides, without threads or
 * clock; {@link dev.sluice.bulk.BulkProcessor} owns the threads. This package knows neither Hadoop
 * nor HTTP.
 *
 * <p>May use {@code config}, {@code flow}, {@code json}, {@code bulk.action}. Start with {@link
 * dev.sluice.bulk.BulkProcessor}, {@link dev.sluice.bulk.BulkEngine} and {@link
 * dev.sluice.bulk.Verdict}.
 */
package dev.sluice.bulk;
