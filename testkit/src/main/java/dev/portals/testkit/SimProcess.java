package dev.portals.testkit;

import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.spi.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * A function's process while it is called. Asks are calls: unless many wait already, it waits for
 * the response to each that it sends, and nothing goes on in it meanwhile.
 */
abstract class SimProcess {
  private static final int DEEPEST = 2;

  private final String name;
  private final int depth;
  private boolean ready = true;
  private boolean polling;
  private boolean paused;
  private @Nullable AskMessage call;
  private long callUntil;

  /** {@code depth} processes wait for this one. */
  SimProcess(String name, int depth) {
    this.name = name;
    this.depth = depth;
  }

  final int depth() {
    return depth;
  }

  /** False if it may not wait for anything (replier rule 5). */
  final boolean mayWait() {
    return depth < DEEPEST;
  }

  /** Does one thing; false if there is nothing to do before {@link #dueAt}. */
  abstract boolean step();

  /** When to go on though nothing came. */
  abstract long dueAt();

  abstract boolean isOver();

  /** How long an ask that is sent now may take. */
  abstract long patience();

  /** Of a lane that runs here. */
  abstract void released(Delivery delivery);

  /**
   * What a lane that runs here says.
   *
   * @return false if it is not for the caller of this process
   */
  abstract boolean answers(AnswerMessage message);

  /** The answer to a call, to the lane that made it. */
  abstract void offer(AnswerMessage message);

  /** It ended, in whatever way: the lanes that ran here are not in it any more. */
  abstract void ended(boolean isKilled);

  final void poll() {
    call = null;
    polling = true;
    ready = step();
    polling = false;
  }

  final boolean isDue(long now) {
    return !paused && !polling && (call == null && ready || wakeAt() <= now);
  }

  /** When it goes on at the latest. */
  final long wakeAt() {
    if (paused || polling) {
      return Long.MAX_VALUE;
    }
    return call == null ? dueAt() : callUntil;
  }

  /** It waits for the answer to an ask, or until its patience ends. */
  final void calls(AskMessage message) {
    call = message;
    callUntil = patience();
  }

  /** Until when a call is waited for. */
  final long callUntil() {
    return callUntil;
  }

  /** The end of a call; null if there is no answer. Too late if it does not wait any more. */
  @SuppressWarnings("ReferenceEquality") // the same ask may be sent again: that is another call
  final void called(AskMessage message, @Nullable AnswerMessage answer) {
    if (call == message) {
      call = null;
      ready = true;
      if (answer != null) {
        offer(answer);
      }
    }
  }

  final boolean isPaused() {
    return paused;
  }

  final boolean isPolling() {
    return polling;
  }

  final void pause() {
    paused = true;
  }

  final void resume() {
    paused = false;
  }

  @Override
  public String toString() {
    return name;
  }
}
