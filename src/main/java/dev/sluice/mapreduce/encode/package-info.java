/**
 * Converts the records of a job to bulk actions: operation, id, routing, index and body, as
 * configured.
 *
 * <p>May use {@code mapreduce.keys}, {@code io}, {@code bulk}, {@code json}. Start with {@link
 * dev.sluice.mapreduce.encode.WritableEncoder}, {@link dev.sluice.mapreduce.encode.DocumentActions}
 * and {@link dev.sluice.mapreduce.encode.OutputSettings}.
 */
package dev.sluice.mapreduce.encode;
