/**
 * Files of lines as the input of a job: documents, bulk actions, envelopes.
 *
 * <p>May use {@code cli.run}, {@code mapreduce.encode}. Begin with {@link
 * dev.sluice.cli.lines.JsonLinesInputFormat}, {@link dev.sluice.cli.lines.JsonLineMapper} and
 * {@link dev.sluice.cli.lines.EnvelopeMapper}.
 */
package dev.sluice.cli.lines;
