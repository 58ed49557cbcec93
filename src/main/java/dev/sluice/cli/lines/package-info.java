/**
 * Input formats and mappers for files of lines: documents, bulk actions, envelopes.
 *
 * <p>May use {@code cli.run}, {@code mapreduce.encode}. Begin with {@link
 * dev.sluice.cli.lines.JsonLinesInputFormat}, {@link dev.sluice.cli.lines.JsonLineMapper} and
 * {@link dev.sluice.cli.lines.EnvelopeMapper}.
 */
package dev.sluice.cli.lines;
