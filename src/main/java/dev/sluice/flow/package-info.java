/**
 * What all sides of a stream of documents share: the clock, waits between retries, and the bounds
 * and queues between a thread that brings and one that takes.
 *
 * <p>May use {@code config}. Begin with {@link dev.sluice.flow.Ticker}, {@link
 * dev.sluice.flow.BoundedQueue} and {@link dev.sluice.flow.ByteBudget}.
 */
package dev.sluice.flow;
