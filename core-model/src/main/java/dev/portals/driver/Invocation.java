package dev.portals.driver;

import java.time.InstantSource;

/**
 * A lane's stay in a process that runs only while it is called, as a function does: from what the
 * driver is offered until all of it is released, or time is over (rule W2).
 *
 * <p>The host offers to the driver what it was called with, polls, and returns to its caller once
 * {@link #isOver}. What was not released or answered by then it reports as failed. The driver may
 * be kept for the next invocation. One thread.
 */
public final class Invocation {
  private final LaneDriver driver;
  private final InstantSource time;
  private final long until;
  private boolean leaving;
  private boolean over;

  /**
   * An invocation whose driver was offered something, or will be.
   *
   * @param until when to leave, in milliseconds since 1970: what the caller allows, less what it
   *     takes to write a row and an answer
   */
  public Invocation(LaneDriver driver, InstantSource time, long until) {
    this.driver = driver;
    this.time = time;
    this.until = until;
  }

  /**
   * Does one thing, with at most one effect on the world.
   *
   * @return false if it is over, or there is nothing to do before an offer or {@link #wakeAt}
   */
  public boolean poll() {
    if (!leaving && time.millis() < until) {
      if (driver.poll()) {
        return true;
      }
      if (driver.wakeAt() < until) {
        return false; // it backs off; what would come later is left to a wake row
      }
    }
    leaving = true;
    if (!over && driver.leave()) {
      return true;
    }
    over = true;
    return false;
  }

  /** The caller needs nothing more, or has no more time: the lane is left at once. */
  public void end() {
    leaving = true;
  }

  /** When to poll again though nothing was offered: milliseconds since 1970. */
  public long wakeAt() {
    return leaving ? time.millis() : Math.min(until, driver.wakeAt());
  }

  /** True once the lane is left. */
  public boolean isOver() {
    return over;
  }
}
