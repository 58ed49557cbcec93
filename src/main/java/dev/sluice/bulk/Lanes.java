package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkAction;

/**
 * Maps documents to lanes. A document belongs to a partition (its shard), which never changes. A
 * partition is served by a lane (a node), which may change. Thread-safe; no call blocks.
 */
public interface Lanes {

  /** A single lane: requests go to any node. */
  Lanes ANY =
      new Lanes() {
        @Override
        public int partitionOf(BulkAction action) {
          return 0;
        }

        @Override
        public int laneOf(int partition) {
          return 0;
        }

        @Override
        public long version() {
          return 0;
        }
      };

  /** The partition of an action's document; the same for every action on the document. */
  int partitionOf(BulkAction action);

  /** The lane that serves a partition now, a small number from 0. */
  int laneOf(int partition);

  /** Changes whenever the result of {@link #laneOf} may have changed. */
  long version();
}
