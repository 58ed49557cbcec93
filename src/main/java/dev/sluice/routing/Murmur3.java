package dev.sluice.routing;

/**
 * MurmurHash3, the 32-bit x86 variant with seed 0 (Austin Appleby, public domain), over the UTF-16
 * code units of a text, low byte first: the hash of Elasticsearch's document routing.
 */
final class Murmur3 {

  private static final int C1 = 0xcc9e2d51;
  private static final int C2 = 0x1b873593;

  private Murmur3() {}

  /** The hash of a text; two code units form one block of four bytes. */
  static int hash(String text) {
    int length = text.length();
    int hash = 0;
    int i = 0;
    for (; i + 1 < length; i += 2) {
      hash ^= scramble(text.charAt(i) | (text.charAt(i + 1) << 16));
      hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
    }
    if (i < length) {
      hash ^= scramble(text.charAt(i));
    }
    return finish(hash ^ (2 * length));
  }

  private static int scramble(int block) {
    return Integer.rotateLeft(block * C1, 15) * C2;
  }

  private static int finish(int hash) {
    int h = hash;
    h ^= h >>> 16;
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    return h ^ (h >>> 16);
  }
}
