package dev.sluice.hbase.since;

/** The key of a row that changed, and the highest timestamp of what changed. */
final class Change {

  final byte[] key;
  final long newest;

  Change(byte[] key, long newest) {
    this.key = key;
    this.newest = newest;
  }
}
