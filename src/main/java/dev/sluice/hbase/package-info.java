/**
 * HBase rows as documents: the mapping language, the mapper and encoders built on it, and the job
 * over a table, which reads many regions with few tasks.
 */
package dev.sluice.hbase;
