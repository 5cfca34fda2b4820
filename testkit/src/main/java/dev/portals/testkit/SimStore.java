package dev.portals.testkit;

import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.protocol.CommitFormat;
import dev.portals.protocol.LaneState;
import dev.portals.spi.LaneStore;
import dev.portals.spi.StoreUnavailableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps commits in exact slots (rule C1), with writes that land late or are not acknowledged. */
final class SimStore implements LaneStore {
  private record Late(LaneId lane, long number, Bytes commit) {}

  private final Chance chance;
  private final Trace trace;
  private final Map<LaneId, Ledger> ledgers = new LinkedHashMap<>();
  private final List<Late> late = new ArrayList<>();
  private long commits;

  SimStore(Chance chance, Trace trace) {
    this.chance = chance;
    this.trace = trace;
  }

  @Override
  public LaneState load(LaneId lane) {
    requireAvailable(lane, Fault.LOAD_UNAVAILABLE);
    var state = ledger(lane).replay();
    trace.add(() -> "load at " + state.head());
    return state;
  }

  @Override
  public long newest(LaneId lane) {
    requireAvailable(lane, Fault.NEWEST_UNAVAILABLE);
    return ledger(lane).newest();
  }

  private void requireAvailable(LaneId lane, Fault fault) {
    if (chance.strikes(fault)) {
      trace.add(() -> "store unavailable");
      throw new StoreUnavailableException("the store of " + lane + " cannot be read now");
    }
  }

  @Override
  public Appended append(LaneId lane, long number, Bytes commit) {
    if (chance.strikes(Fault.WRITE_LOST)) {
      trace.add(() -> "commit " + number + " lost, unknown");
      return Appended.UNKNOWN;
    }
    if (chance.strikes(Fault.WRITE_LATE)) {
      trace.add(() -> "commit " + number + " delayed, unknown: " + words(commit));
      late.add(new Late(lane, number, commit));
      return Appended.UNKNOWN;
    }
    if (!land(lane, number, commit)) {
      trace.add(() -> "commit " + number + " in conflict, newest is " + ledger(lane).newest());
      return Appended.CONFLICT;
    }
    if (chance.strikes(Fault.WRITE_UNACKNOWLEDGED)) {
      trace.add(() -> "commit " + number + " stored, unknown: " + words(commit));
      return Appended.UNKNOWN;
    }
    trace.add(() -> "commit " + number + ": " + words(commit));
    return Appended.COMMITTED;
  }

  /** Every commit is kept: there is nothing else to write. */
  @Override
  public boolean flush(LaneId lane, LaneState committed) {
    return false;
  }

  /** Lets a delayed write arrive, if there is one. */
  boolean landLate() {
    if (late.isEmpty()) {
      return false;
    }
    var write = late.remove(chance.below(late.size()));
    var landed = land(write.lane(), write.number(), write.commit());
    trace.add(
        write.lane(), () -> "late commit " + write.number() + (landed ? " landed" : " refused"));
    return true;
  }

  private boolean land(LaneId lane, long number, Bytes bytes) {
    var ledger = ledger(lane);
    if (ledger.newest() != number - 1) {
      return false;
    }
    var commit = CommitFormat.decode(bytes);
    if (commit.number() != number) {
      throw new Deviation(lane + " stored commit " + commit.number() + " as " + number);
    }
    ledger.add(commit);
    commits++;
    return true;
  }

  Ledger ledger(LaneId lane) {
    return ledgers.computeIfAbsent(lane, id -> new Ledger());
  }

  long commits() {
    return commits;
  }

  private static String words(Bytes commit) {
    return Words.of(CommitFormat.decode(commit));
  }
}
