package dev.sluice.bulk;

import dev.sluice.json.ByteArray;
import java.util.ArrayDeque;

/**
 * The arrays of completed batches, for later ones. A batch lives for some collections of young
 * objects, so that each would copy it, and a new array would be filled with zeros. Guarded by the
 * engine's lock.
 */
final class SpareArrays {

  private final int size;
  private final ArrayDeque<ByteArray> arrays = new ArrayDeque<>();

  /**
   * Creates an empty store.
   *
   * @param size the capacity of the arrays that it keeps
   */
  SpareArrays(int size) {
    this.size = size;
  }

  /** An empty array of this capacity; a spare one if it has the size of those. */
  ByteArray take(int capacity) {
    ByteArray spare = capacity == size ? arrays.pollLast() : null;
    return spare == null ? new ByteArray(capacity) : spare;
  }

  /** Keeps an array that nobody reads any more, if it has the size. */
  void put(ByteArray array) {
    if (array.capacity() == size) {
      array.truncate(0);
      arrays.addLast(array);
    }
  }

  /** Keeps no more bytes than these. */
  void limit(long bytes) {
    while (bytes() > bytes) {
      arrays.removeFirst();
    }
  }

  /** The bytes kept. */
  long bytes() {
    return (long) size * arrays.size();
  }
}
