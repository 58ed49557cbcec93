/**
 * Index information: names, settings, mappings, aliases, templates, and how an index stores
 * sources.
 *
 * <p>May use {@code client.cluster}. Start with {@link
 * dev.sluice.client.index.IndexAdministration}, {@link dev.sluice.client.index.IndexInfo} and
 * {@link dev.sluice.client.index.IndexMeta}.
 */
package dev.sluice.client.index;
