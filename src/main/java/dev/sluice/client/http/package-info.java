/**
 * One request to one node, as bytes over HTTP: connections, TLS, credentials, time limits, and
 * which node is next.
 *
 * <p>May use {@code config}, {@code flow}, {@code bulk.action}, Apache HttpClient and Jackson.
 * Begin with {@link dev.sluice.client.http.HttpCaller}, {@link dev.sluice.client.http.HttpCall} and
 * {@link dev.sluice.client.http.ConnectionOptions}.
 */
package dev.sluice.client.http;
