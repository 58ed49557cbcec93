/**
 * The records of jobs: documents and actions as Writables, encoders that convert other records to
 * actions, and the counters of loading, reading and copying.
 *
 * <p>May use {@code bulk.action}, {@code routing}, {@code json}, Hadoop. Start with {@link
 * dev.sluice.io.BulkActionWritable}, {@link dev.sluice.io.DocumentWritable} and {@link
 * dev.sluice.io.ValueEncoder}.
 */
package dev.sluice.io;
