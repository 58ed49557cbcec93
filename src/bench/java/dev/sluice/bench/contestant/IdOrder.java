package dev.sluice.bench.contestant;

/** In which order the ids of the documents come. */
public enum IdOrder {
  /** Each is greater than the one before it, as the row keys of a table are. */
  ASCENDING {
    @Override
    long id(long document) {
      return document;
    }
  },
  /** In no order, each once all the same. */
  RANDOM {
    @Override
    long id(long document) {
      long left = document / HALF;
      long right = document % HALF;
      for (int round = 1; round <= ROUNDS; round++) {
        long mixed = (right + round) * 0x9E3779B97F4A7C15L;
        long next = (left + Math.floorMod(mixed ^ (mixed >>> 32), HALF)) % HALF;
        left = right;
        right = next;
      }
      return left * HALF + right;
    }
  };

  /** The ids are pairs of halves, which a Feistel network exchanges: no two become the same. */
  private static final long HALF = 100_000;

  private static final int ROUNDS = 4;

  /** The number that makes the id of a document, both from 0 up to ten digits. */
  abstract long id(long document);
}
