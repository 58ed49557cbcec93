/**
 * JSON as UTF-8 bytes: writing without a tree, searching for fields, validating, and copying byte
 * for byte. Independent of Hadoop and Elasticsearch.
 *
 * <p>May use the JDK. Start with {@link dev.sluice.json.JsonText}, {@link dev.sluice.json.JsonScan}
 * and {@link dev.sluice.json.JsonWriter}.
 */
package dev.sluice.json;
