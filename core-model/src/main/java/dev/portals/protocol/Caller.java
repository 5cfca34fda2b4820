package dev.portals.protocol;

import dev.portals.plan.LaneId;

/** Who asks: the sender side of an asks channel. */
public sealed interface Caller {
  /** What stays the same when the caller is re-created: the replier keeps one channel for it. */
  Object place();

  /** Another lane. */
  record Lane(LaneId lane) implements Caller {
    @Override
    public Object place() {
      return lane.place();
    }
  }

  /**
   * A caller from outside. Each idempotency key is a channel of one ask, number 0.
   *
   * @param key the key of the request, which chose the lane
   */
  record External(String portal, String key, String idempotencyKey) implements Caller {
    @Override
    public Object place() {
      return this;
    }
  }
}
