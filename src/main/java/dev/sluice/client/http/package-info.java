/**
 * One request to one node, as bytes over HTTP: connections, TLS, credentials, time limits, and
 * which node is next.
 *
 * <p>May use {@code config}, {@code flow}, {@code bulk.action}, Apache HttpClient and Jackson.
 * Begin with {@link dev.sluice.client.http.HttpExecutor}, {@link
 * dev.sluice.client.http.HttpRequest} and {@link dev.sluice.client.http.ConnectionOptions}.
 */
package dev.sluice.client.http;
