/**
 * The formats, mappers and partitioner that a job names, and {@link dev.sluice.mapreduce.IndexJob},
 * which sets up jobs. The packages below do the work.
 *
 * <p>May use the packages of {@code mapreduce} below it, {@code io}, Hadoop. Start with {@link
 * dev.sluice.mapreduce.IndexJob}, {@link dev.sluice.mapreduce.IndexOutputFormat} and {@link
 * dev.sluice.mapreduce.IndexInputFormat}.
 */
package dev.sluice.mapreduce;
