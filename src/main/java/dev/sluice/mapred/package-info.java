/** The formats of {@code dev.sluice.mapreduce} for jobs of Hadoop's old API. */
package dev.sluice.mapred;
