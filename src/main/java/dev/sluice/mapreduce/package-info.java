/**
 * Elasticsearch as the output of a MapReduce job: the output format, its writer and committer, and
 * how keys and values become documents.
 */
package dev.sluice.mapreduce;
