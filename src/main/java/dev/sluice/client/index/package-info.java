/**
 * What is asked about an index: what a name stands for, settings, mapping, aliases, templates, and
 * how it keeps sources.
 *
 * <p>May use {@code client.cluster}. Begin with {@link
 * dev.sluice.client.index.IndexAdministration}, {@link dev.sluice.client.index.IndexInfo} and
 * {@link dev.sluice.client.index.IndexMeta}.
 */
package dev.sluice.client.index;
