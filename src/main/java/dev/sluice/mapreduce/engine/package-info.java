/**
 * The engine that runs a job: Hadoop MapReduce, Spark, or another one that uses Hadoop's formats.
 *
 * <p>May use Hadoop. Start with {@link dev.sluice.mapreduce.engine.Engine}.
 */
package dev.sluice.mapreduce.engine;
