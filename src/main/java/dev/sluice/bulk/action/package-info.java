/**
 * A single bulk action in its formats: the action line in a bulk request, the action line of a
 * file, and the envelope, which is one line of rejected or dumped documents.
 *
 * <p>May use {@code json}. Start with {@link dev.sluice.bulk.action.BulkAction}, {@link
 * dev.sluice.bulk.action.ActionLine} and {@link dev.sluice.bulk.action.Envelope}.
 */
package dev.sluice.bulk.action;
