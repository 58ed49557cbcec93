/**
 * Compares documents of a source with those of an index, without Hadoop and Elasticsearch: the
 * canonical form of JSON, the decision for one id, and the line for a difference.
 *
 * <p>May use {@code json}. Start with {@link dev.sluice.verify.Kind}, {@link
 * dev.sluice.verify.Difference} and {@link dev.sluice.verify.CanonicalJson}.
 */
package dev.sluice.verify;
