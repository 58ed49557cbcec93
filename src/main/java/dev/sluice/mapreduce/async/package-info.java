/**
 * Asynchronous calls of a mapper: concurrent, limited in number and bytes.
 *
 * <p>May use {@code io}, {@code flow}. Start with {@link dev.sluice.mapreduce.async.AsyncCalls},
 * {@link dev.sluice.mapreduce.async.AsyncCall} and {@link
 * dev.sluice.mapreduce.async.AsyncSettings}.
 */
package dev.sluice.mapreduce.async;
