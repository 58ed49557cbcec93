/**
 * The connection to a cluster. {@link dev.sluice.client.Connection} gives access to the other
 * packages of this family.
 *
 * <p>May use the packages below it. Start with {@link dev.sluice.client.Connection}, {@link
 * dev.sluice.client.Administration} and {@link dev.sluice.client.WritePreflight}.
 */
package dev.sluice.client;
