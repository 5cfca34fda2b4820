package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.protocol.CommitFormat;
import dev.portals.protocol.LaneState;
import dev.portals.spi.LaneStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lanes as one change of the topology sees them: each that it loads is taken from whoever runs it
 * until the change is done. So it commits to them as if nobody else did, and nothing is copied. For
 * one thread.
 */
final class PausedLanes implements LaneStore {
  private static final long PATIENCE_SECONDS = 10;

  private final JournalLaneStore store;
  private final LocalStreams streams;
  private final Function<LaneId, @Nullable LaneRunner> runners;
  private final Map<LaneId, LaneState> held = new HashMap<>();
  private final Set<LaneRunner> paused = new HashSet<>();

  PausedLanes(
      JournalLaneStore store,
      LocalStreams streams,
      Function<LaneId, @Nullable LaneRunner> runners) {
    this.store = store;
    this.streams = streams;
    this.runners = runners;
  }

  /**
   * {@inheritDoc}
   *
   * @throws PortalsException if user code does not return, or the lane is broken; it goes on then
   */
  @Override
  public LaneState load(LaneId lane) {
    var known = held.get(lane);
    if (known == null) {
      var runner = runners.apply(lane);
      known = runner == null ? store.load(lane) : pause(runner);
      held.put(lane, known);
    }
    return known;
  }

  private LaneState pause(LaneRunner runner) {
    try {
      var state = runner.pause().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      streams.detach(runner.lane());
      paused.add(runner);
      return state;
    } catch (ExecutionException broken) {
      runner.goOn();
      throw broken.getCause() instanceof PortalsException why
          ? new PortalsException(String.valueOf(why.getMessage()), why)
          : new PortalsException(runner.lane() + " cannot be paused: " + broken.getCause(), broken);
    } catch (TimeoutException busy) {
      runner.goOn();
      throw new PortalsException(
          "%s could not be paused, as user code on its thread has not returned within %d s. Maybe try again when it has"
              .formatted(runner.lane(), PATIENCE_SECONDS),
          busy);
    } catch (InterruptedException interrupted) {
      runner.goOn();
      Thread.currentThread().interrupt();
      throw new PortalsException("interrupted while " + runner.lane() + " is paused", interrupted);
    }
  }

  @Override
  public Appended append(LaneId lane, long number, Bytes commit) {
    var appended = store.append(lane, number, commit);
    if (appended == Appended.COMMITTED) {
      load(lane).apply(CommitFormat.decode(commit));
    }
    return appended;
  }

  @Override
  public long newest(LaneId lane) {
    return store.newest(lane);
  }

  /** Left to whoever runs the lane next: the log is no ring. */
  @Override
  public boolean flush(LaneId lane, LaneState committed) {
    return false;
  }

  /** Those that were running. */
  Set<LaneRunner> paused() {
    return paused;
  }

  /** Gives all to whoever loads them next. */
  void giveBack() {
    held.forEach(store::giveBack);
    held.clear();
  }
}
