/**
 * The elasticsearch-hadoop keys: each with its default there and its treatment in Sluice. Those of
 * opensearch-hadoop are the same keys with another prefix.
 *
 * <p>May use {@code config}, {@code json}. Start with {@link dev.sluice.eshadoop.EsKeys}, {@link
 * dev.sluice.eshadoop.EsKey} and {@link dev.sluice.eshadoop.EsTranslation}.
 */
package dev.sluice.eshadoop;
