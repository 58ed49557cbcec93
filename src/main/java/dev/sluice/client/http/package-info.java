/**
 * HTTP requests to a single node: connections, TLS, credentials, timeouts, and the choice of the
 * next node.
 *
 * <p>May use {@code config}, {@code flow}, {@code bulk.action}, Apache HttpClient and Jackson.
 * Start with {@link dev.sluice.client.http.HttpExecutor}, {@link
 * dev.sluice.client.http.HttpRequest} and {@link dev.sluice.client.http.ConnectionOptions}.
 */
package dev.sluice.client.http;
