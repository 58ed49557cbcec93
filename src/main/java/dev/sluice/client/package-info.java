/**
 * The way to Elasticsearch. The data plane carries raw bytes over blocking HTTP and never sends
 * anything twice by itself; the control plane, {@link dev.sluice.client.Administration}, is the
 * typed client over the same connections, loaded only by those who ask for it.
 */
package dev.sluice.client;
