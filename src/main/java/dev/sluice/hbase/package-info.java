/**
 * HBase rows as documents: the mapping language, the mapper and encoders built on it, and the job
 * over a table.
 */
package dev.sluice.hbase;
