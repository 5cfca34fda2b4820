package dev.portals.testkit;

import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;

/** What was written down of lanes that come and go while others run (rules L1, P3). */
interface Lives {
  /** For lanes that are there from the beginning and stay. */
  Lives ALL =
      new Lives() {
        @Override
        public long start(LaneId reader, StreamChannel channel) {
          return 0;
        }

        @Override
        public boolean isForced(LaneId lane) {
          return false;
        }
      };

  /** The number at which a lane begins to read a channel, 0 if none was written down. */
  long start(LaneId reader, StreamChannel channel);

  /** True for a lane that was stopped without waiting for answers. */
  boolean isForced(LaneId lane);
}
