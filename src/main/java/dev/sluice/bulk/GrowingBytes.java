package dev.sluice.bulk;

import dev.sluice.json.ByteArray;
import java.util.ArrayList;
import java.util.List;

/**
 * A buffer that grows without copying: when an array is full, the next one begins. Small arrays are
 * what a small heap has room for; the JVM needs one free stretch for each large one, and for two of
 * them while one is copied. What is written in one go stays in one array. Not thread-safe, except
 * that what is written may be read by anyone.
 */
final class GrowingBytes {

  /** What the JVM adds to an array, generously: several shall fill a region of the heap. */
  private static final int HEADER = 64;

  private static final int FIRST_BYTES = (64 << 10) - HEADER;

  /** Below half of the smallest region of the usual collector, so that it can be moved. */
  private static final int MOST_BYTES = (256 << 10) - HEADER;

  private final List<ByteArray> all = new ArrayList<>(4);
  private ByteArray last;
  private long capacity;
  private long closedLength;

  /**
   * With one array, which has room for so many bytes.
   *
   * @param firstBytes how large it is, unless it must be larger, or this is very large
   */
  GrowingBytes(long need, int firstBytes) {
    begin(firstCapacity(need, firstBytes));
  }

  /** The size of the first array. */
  static long firstCapacity(long need, int firstBytes) {
    return Math.max(need, Math.min(FIRST_BYTES, firstBytes));
  }

  /** How many bytes the array has that must be added to take so many more; 0 if none must. */
  long growth(long need) {
    return last.length() + need <= last.capacity()
        ? 0
        : Math.max(need, Math.min(2L * last.capacity() + HEADER, MOST_BYTES));
  }

  /**
   * Makes sure that so many bytes can be written in one go.
   *
   * @return whether they are to be written to another array than those before
   */
  boolean ensure(long need) {
    long growth = growth(need);
    if (growth == 0) {
      return false;
    }
    closedLength += last.length();
    begin(growth);
    return true;
  }

  private void begin(long bytes) {
    last = new ByteArray(Math.toIntExact(bytes));
    all.add(last);
    capacity += bytes;
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

  /** How many bytes are written. */
  int length() {
    return (int) (closedLength + last.length());
  }

  /** How many bytes all the arrays have. */
  long capacity() {
    return capacity;
  }
}
