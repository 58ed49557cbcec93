/**
 * Makes bulk actions of the records of a job: its operation, id, routing, index and body, as the
 * settings say.
 *
 * <p>May use {@code mapreduce.keys}, {@code io}, {@code bulk}, {@code json}. Begin with {@link
 * dev.sluice.mapreduce.encode.WritableEncoder}, {@link dev.sluice.mapreduce.encode.DocumentActions}
 * and {@link dev.sluice.mapreduce.encode.OutputSettings}.
 */
package dev.sluice.mapreduce.encode;
