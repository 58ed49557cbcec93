/**
 * The network calls of an asynchronous mapper: many at a time, bounded in number and bytes.
 *
 * <p>May use {@code io}, {@code flow}. Begin with {@link dev.sluice.mapreduce.async.AsyncCalls},
 * {@link dev.sluice.mapreduce.async.AsyncCall} and {@link
 * dev.sluice.mapreduce.async.AsyncSettings}.
 */
package dev.sluice.mapreduce.async;
