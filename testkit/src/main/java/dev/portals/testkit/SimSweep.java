package dev.portals.testkit;

import dev.portals.driver.Sweeper;
import dev.portals.plan.LaneId;
import dev.portals.protocol.AnswerMessage;
import dev.portals.spi.Delivery;
import dev.portals.spi.StoreUnavailableException;
import dev.portals.spi.WakeRows;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sweeper, as it is started once a minute (rule W3): drives one lane after another. */
final class SimSweep extends SimProcess {
  /** How long it drives one lane, and waits for one answer. */
  static final long LANE_MILLIS = 5_000;

  private final Function<LaneId, SimFunction> functions;
  private final SimClock clock;
  private final Sweeper sweeper;
  private @Nullable SimFunction function;
  private boolean over;
  private long lanes;

  SimSweep(int number, WakeRows rows, SimClock clock, Function<LaneId, SimFunction> functions) {
    super("sweeper." + number, 0);
    this.functions = functions;
    this.clock = clock;
    sweeper = new Sweeper(rows, clock, lane -> Optional.of(enter(lane).driver()), LANE_MILLIS);
  }

  private SimFunction enter(LaneId lane) {
    if (function != null) {
      function.end(false);
    }
    lanes++;
    function = functions.apply(lane);
    function.begin(this);
    return function;
  }

  @Override
  boolean step() {
    try {
      over = !sweeper.poll();
    } catch (StoreUnavailableException unavailable) {
      over = true; // it is started again in a minute
    }
    return !over;
  }

  @Override
  long dueAt() {
    return clock.millis();
  }

  @Override
  boolean isOver() {
    return over;
  }

  @Override
  long patience() {
    return clock.millis() + LANE_MILLIS;
  }

  /** A row is no batch, and nobody asked. */
  @Override
  void released(Delivery delivery) {}

  @Override
  boolean answers(AnswerMessage message) {
    return false;
  }

  @Override
  void offer(AnswerMessage message) {
    if (function != null) {
      function.driver().offer(message);
    }
  }

  @Override
  void ended(boolean isKilled) {
    if (function != null) {
      function.end(isKilled);
    }
  }

  /** How many lanes it has driven. */
  long lanes() {
    return lanes;
  }
}
