/**
 * How much a task may send: the rate limit, its pause, and the guard of search latency. Pure: time
 * is passed in.
 *
 * <p>May use {@code config}. Start with {@link dev.sluice.bulk.limit.RateLimit} and {@link
 * dev.sluice.bulk.limit.GuardLimit}.
 */
package dev.sluice.bulk.limit;
