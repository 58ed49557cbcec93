package dev.sluice.client.lanes;

import java.util.Optional;

/** The address of each lane, for a transport. Thread-safe. */
public interface LaneAddresses {

  /** Lanes that lead nowhere in particular. */
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

  /** The address that serves a lane now; absent where any node will do. */
  Optional<String> addressOf(int lane);

  /** Notes that a request to a lane failed, so that what is known may be out of date. */
  void failed(int lane);

  /** Looks again if it is time to. Never fails. May block. */
  void refresh();
}
