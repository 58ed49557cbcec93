/**
 * The keys of elasticsearch-hadoop: each with its default there, and what becomes of it here.
 *
 * <p>May use {@code config}, {@code json}. Begin with {@link dev.sluice.eshadoop.EsKeys}, {@link
 * dev.sluice.eshadoop.EsKey} and {@link dev.sluice.eshadoop.EsTranslation}.
 */
package dev.sluice.eshadoop;
