/**
 * Pure arithmetic: Elasticsearch's murmur3, the shard of a document, regions folded into tasks,
 * split points of row ranges.
 */
package dev.sluice.routing;
