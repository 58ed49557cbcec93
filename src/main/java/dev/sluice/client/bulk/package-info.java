/**
 * Bulk requests over HTTP, streaming readers of their replies, and the comparison of documents
 * after a lost reply.
 *
 * <p>May use {@code client.lanes}, {@code bulk}. Start with {@link
 * dev.sluice.client.bulk.HttpBulkTransport}, {@link dev.sluice.client.bulk.BulkReplyReader} and
 * {@link dev.sluice.client.bulk.MultiGetReader}.
 */
package dev.sluice.client.bulk;
