/**
 * One bulk action and its forms: the line before a source in a bulk request, an action line of a
 * file, and an envelope, which is one line of rejected or dumped documents.
 *
 * <p>May use {@code json}. Begin with {@link dev.sluice.bulk.action.BulkAction}, {@link
 * dev.sluice.bulk.action.ActionLine} and {@link dev.sluice.bulk.action.Envelope}.
 */
package dev.sluice.bulk.action;
