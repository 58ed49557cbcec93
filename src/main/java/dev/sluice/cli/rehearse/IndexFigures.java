package dev.sluice.cli.rehearse;

/** The size of the scratch index after a trial. Immutable. */
final class IndexFigures {

  final long documents;
  final long bytes;
  final int replicas;

  /** Whether merges or indexing were throttled. */
  final boolean throttled;

  IndexFigures(long documents, long bytes, int replicas, boolean throttled) {
    this.documents = documents;
    this.bytes = bytes;
    this.replicas = replicas;
    this.throttled = throttled;
  }

  /** The size of this many documents in the primary shards. */
  long bytesOf(long all) {
    return documents == 0 ? 0 : Math.round((double) bytes * all / documents);
  }
}
