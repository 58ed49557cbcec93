/**
 * JSON as UTF-8 bytes: written without a tree, searched for a field, checked, and copied byte for
 * byte. Nothing here knows of Hadoop or of Elasticsearch.
 *
 * <p>May use the JDK. Begin with {@link dev.sluice.json.JsonText}, {@link dev.sluice.json.JsonScan}
 * and {@link dev.sluice.json.JsonWriter}.
 */
package dev.sluice.json;
