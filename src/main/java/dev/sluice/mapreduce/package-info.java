/**
 * The formats, mappers and partitioner that a job names, and {@link dev.sluice.mapreduce.IndexJob},
 * which sets jobs up. Thin: the work is in the packages below.
 *
 * <p>May use the packages of {@code mapreduce} below it, {@code io}, Hadoop. Begin with {@link
 * dev.sluice.mapreduce.IndexJob}, {@link dev.sluice.mapreduce.IndexOutputFormat} and {@link
 * dev.sluice.mapreduce.IndexInputFormat}.
 */
package dev.sluice.mapreduce;
