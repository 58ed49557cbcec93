/**
 * Shared by writing and reading: the clock, retry waits, byte budgets, and queues between producing
 * and consuming threads.
 *
 * <p>May use {@code config}. Start with {@link dev.sluice.flow.Ticker}, {@link
 * dev.sluice.flow.BoundedQueue} and {@link dev.sluice.flow.ByteBudget}.
 */
package dev.sluice.flow;
