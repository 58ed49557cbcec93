/**
 * Bulk requests over HTTP, their replies read as they come, and the comparison of documents after a
 * reply was lost.
 *
 * <p>May use {@code client.lanes}, {@code bulk}. Begin with {@link
 * dev.sluice.client.bulk.HttpBulkTransport}, {@link dev.sluice.client.bulk.BulkReplyReader} and
 * {@link dev.sluice.client.bulk.MultiGetReader}.
 */
package dev.sluice.client.bulk;
