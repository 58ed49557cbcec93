/**
 * The job that compares what a load would write with an index: both sides as fingerprints, a
 * shuffle by the hash of the id, and a line for each difference.
 *
 * <p>May use {@code verify}, {@code mapreduce.input}, {@code mapreduce.encode}, {@code
 * mapreduce.submit}. Start with {@link dev.sluice.mapreduce.verify.VerifiedJob}, {@link
 * dev.sluice.mapreduce.verify.VerifyMapper} and {@link dev.sluice.mapreduce.verify.VerifyReducer}.
 */
package dev.sluice.mapreduce.verify;
