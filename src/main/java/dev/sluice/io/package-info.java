/**
 * What the records of a job are: documents and actions that travel as Writables, what makes actions
 * of other records, and the counters of loading, reading and copying.
 *
 * <p>May use {@code bulk.action}, {@code routing}, {@code json}, Hadoop. Begin with {@link
 * dev.sluice.io.BulkActionWritable}, {@link dev.sluice.io.DocumentWritable} and {@link
 * dev.sluice.io.ValueEncoder}.
 */
package dev.sluice.io;
