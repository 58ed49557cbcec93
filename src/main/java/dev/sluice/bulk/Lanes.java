package dev.sluice.bulk;

import dev.sluice.bulk.action.BulkAction;

/**
 * Where documents go. A document belongs to a partition (its shard), which never changes; a
 * partition is served by a lane (a node), which may. Thread-safe; no call blocks.
 */
public interface Lanes {

  /** One lane for everything: any node will do. */
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

  /** The partition of an action's document; the same for every action on the same document. */
  int partitionOf(BulkAction action);

  /** The lane that serves a partition now, a small number from 0 on. */
  int laneOf(int partition);

  /** Changes whenever {@link #laneOf} may have begun to answer otherwise. */
  long version();
}
