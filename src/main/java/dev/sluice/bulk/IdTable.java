package dev.sluice.bulk;

/**
 * The last outstanding batch for each id, by the id's 64-bit hash: an open-addressing table with
 * linear probing and backward-shift deletion (Knuth, TAOCP 6.4, algorithm R), because a boxed key
 * and a node for each document would cost more than encoding it. Two ids with one hash only make
 * one wait for the other. Guarded by the engine's lock.
 */
final class IdTable {

  private long[] keys = new long[64];
  private Batch[] batches = new Batch[64];
  private int size;

  /** Notes a batch as the last one for an id; gives the one before, or null. */
  Batch put(long id, Batch batch) {
    if (2 * size >= keys.length) {
      grow();
    }
    int slot = slot(id);
    Batch before = batches[slot];
    if (before == null) {
      size++;
      keys[slot] = id;
    }
    batches[slot] = batch;
    return before;
  }

  /** The last batch for an id, or null. */
  Batch get(long id) {
    return batches[slot(id)];
  }

  /** Forgets an id, if this batch is the last one for it. */
  void remove(long id, Batch batch) {
    int hole = slot(id);
    if (batches[hole] != batch) {
      return;
    }
    size--;
    int mask = keys.length - 1;
    batches[hole] = null;
    int next = (hole + 1) & mask;
    while (batches[next] != null) {
      int home = home(keys[next]);
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        keys[hole] = keys[next];
        batches[hole] = batches[next];
        batches[next] = null;
        hole = next;
      }
      next = (next + 1) & mask;
    }
  }

  int size() {
    return size;
  }

  private int slot(long id) {
    int slot = home(id);
    while (batches[slot] != null && keys[slot] != id) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private int home(long id) {
    return (int) (id ^ (id >>> 32)) & (keys.length - 1);
  }

  private void grow() {
    long[] oldKeys = keys;
    Batch[] oldBatches = batches;
    keys = new long[2 * oldKeys.length];
    batches = new Batch[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldBatches[i] != null) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        batches[slot] = oldBatches[i];
      }
    }
  }

  /** Hashes what names a document: its index, what routes it, and its id. */
  static long hash(String index, String routing, String id) {
    long hash = mix(1, index);
    if (routing != null) {
      hash = mix(hash, routing);
    }
    hash = mix(hash, id);
    // The finalizer of MurmurHash3, so that neighbouring ids spread over the table.
    hash ^= hash >>> 33;
    hash *= 0xff51afd7ed558ccdL;
    hash ^= hash >>> 33;
    hash *= 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }

  private static long mix(long seed, String text) {
    long hash = seed;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x9e3779b97f4a7c15L;
      hash ^= hash >>> 29;
    }
    return hash * 31 + text.length();
  }
}
