/**
 * A connection to a cluster, and everything that is asked over it. Others in this family are
 * reached through {@link dev.sluice.client.Connection}.
 *
 * <p>May use the packages below it. Begin with {@link dev.sluice.client.Connection}, {@link
 * dev.sluice.client.Administration} and {@link dev.sluice.client.WritePreflight}.
 */
package dev.sluice.client;
