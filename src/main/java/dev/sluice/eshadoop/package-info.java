/**
 * The elasticsearch-hadoop keys: each with its default there and its treatment in Sluice.
 *
 * <p>May use {@code config}, {@code json}. Start with {@link dev.sluice.eshadoop.EsKeys}, {@link
 * dev.sluice.eshadoop.EsKey} and {@link dev.sluice.eshadoop.EsTranslation}.
 */
package dev.sluice.eshadoop;
