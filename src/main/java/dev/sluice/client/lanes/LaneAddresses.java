package dev.sluice.client.lanes;

import java.util.Optional;

/** The addresses of lanes, for a transport. Thread-safe. */
public interface LaneAddresses {

  /** Lanes without addresses: any node. */
  LaneAddresses ANY =
      new LaneAddresses() {
        @Override
        public Optional<String> addressOf(int lane) {
          return Optional.empty();
        }

        @Override
        public void failed(int lane) {}

        @Override
        public void refresh() {}
      };

  /** The current address of a lane; empty for any node. */
  Optional<String> addressOf(int lane);

  /** Records a failed request to a lane, so that the shard table may be outdated. */
  void failed(int lane);

  /** Refreshes the addresses if it is due. Never fails. May block. */
  void refresh();
}
