package dev.sluice.bulk;

import dev.sluice.json.ByteArray;
import java.util.ArrayList;
import java.util.List;

/**
 * A buffer that grows by adding arrays instead of copying. A small heap has room for small arrays;
 * a large array needs one contiguous free region, and two of them during a copy. Bytes reserved
 * together are stored in one array. Not thread-safe, except that any thread may read written bytes.
 */
final class GrowingBytes {

  /** The memory overhead of an array, rounded up so that several fill a heap region. */
  private static final int HEADER = 64;

  private static final int FIRST_BYTES = (64 << 10) - HEADER;

  /** Below half of the smallest G1 heap region, so that the collector can move the array. */
  private static final int MOST_BYTES = (256 << 10) - HEADER;

  private final SpareArrays spares;
  private final List<ByteArray> all = new ArrayList<>(4);
  private ByteArray last;
  private long capacity;
  private long closedLength;

  /**
   * Creates a buffer with one array that has room for this many bytes.
   *
   * @param firstBytes the size of the array, unless {@code need} requires a larger one, or it is
   *     very large
   * @param spares provides most of the arrays, and gets them back
   */
  GrowingBytes(long need, int firstBytes, SpareArrays spares) {
    this.spares = spares;
    begin(firstCapacity(need, firstBytes));
  }

  /** Creates the store for arrays that buffers have done with. */
  static SpareArrays spares() {
    return new SpareArrays(MOST_BYTES);
  }

  /** The size of the first array. */
  static long firstCapacity(long need, int firstBytes) {
    return Math.max(need, Math.min(FIRST_BYTES, firstBytes));
  }

  /** The size of the array to add for this many more bytes; 0 if none is needed. */
  long growth(long need) {
    return last.length() + need <= last.capacity()
        ? 0
        : Math.max(need, Math.min(2L * last.capacity() + HEADER, MOST_BYTES));
  }

  /** Reserves room for this many contiguous bytes. */
  void ensure(long need) {
    long growth = growth(need);
    if (growth > 0) {
      closedLength += last.length();
      begin(growth);
    }
  }

  private void begin(long bytes) {
    last = spares.take(Math.toIntExact(bytes));
    all.add(last);
    capacity += bytes;
  }

  /** Gives the arrays away; whoever reads this buffer afterwards fails. */
  void free() {
    all.forEach(spares::put);
    all.clear();
    last = null;
  }

  /** The array to write to. */
  ByteArray last() {
    return last;
  }

  /** The number of the array to write to. */
  int lastNumber() {
    return all.size() - 1;
  }

  byte[] array(int number) {
    return all.get(number).array();
  }

  /** The number of bytes written. */
  int length() {
    return (int) (closedLength + last.length());
  }

  /** The total size of all arrays in bytes. */
  long capacity() {
    return capacity;
  }
}
