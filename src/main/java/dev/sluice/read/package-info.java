/**
 * Reads shards of an index whole: a point in time on one shard, walked by parallel slices, whose
 * pages go as raw bytes through a bounded queue to one reader. A document's source is handed over
 * byte for byte, never parsed.
 */
package dev.sluice.read;
