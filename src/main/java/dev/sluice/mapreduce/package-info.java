/**
 * Elasticsearch as the output and the input of a MapReduce job: the output format, its writer and
 * committer, and how keys and values become documents; the input format, its splits and reader, and
 * what documents become.
 */
package dev.sluice.mapreduce;
