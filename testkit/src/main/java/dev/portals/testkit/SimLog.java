package dev.portals.testkit;

import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.protocol.Commit;
import dev.portals.protocol.CommitFormat;
import dev.portals.protocol.LaneState;
import dev.portals.spi.LaneStore;
import dev.portals.spi.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;

/** A log (rule C1) that all processes share, with writes that land late or are not acknowledged. */
final class SimLog implements LaneStore, SimStores {
  private record Late(LaneId lane, Commit commit) {}

  private final Ledgers ledgers;
  private final Chance chance;
  private final Trace trace;
  private final List<Late> late = new ArrayList<>();

  SimLog(Ledgers ledgers, Chance chance, Trace trace) {
    this.ledgers = ledgers;
    this.chance = chance;
    this.trace = trace;
  }

  @Override
  public LaneStore open() {
    return this;
  }

  @Override
  public Run.OnTable use() {
    return Run.OnTable.NONE;
  }

  @Override
  public LaneState load(LaneId lane) {
    chance.at(CrashPoint.LOAD);
    requireAvailable(lane, Fault.LOAD_UNAVAILABLE);
    var state = ledgers.of(lane).replay();
    trace.add(() -> "load at " + state.head());
    return state;
  }

  @Override
  public long newest(LaneId lane) {
    chance.at(CrashPoint.NEWEST);
    requireAvailable(lane, Fault.NEWEST_UNAVAILABLE);
    return ledgers.of(lane).newest();
  }

  private void requireAvailable(LaneId lane, Fault fault) {
    if (chance.strikes(fault)) {
      trace.add(() -> "store unavailable");
      throw new StoreUnavailableException("the store of " + lane + " cannot be read now");
    }
  }

  @Override
  public Appended append(LaneId lane, long number, Bytes bytes) {
    var commit = CommitFormat.decode(bytes);
    chance.at(CrashPoint.of(commit));
    if (chance.strikes(Fault.WRITE_LOST)) {
      trace.add(() -> "commit " + number + " lost, unknown");
      return Appended.UNKNOWN;
    }
    if (chance.strikes(Fault.WRITE_LATE)) {
      trace.add(() -> "commit " + number + " delayed, unknown: " + Words.of(commit));
      late.add(new Late(lane, commit));
      return Appended.UNKNOWN;
    }
    if (!land(lane, commit)) {
      trace.add(() -> "commit " + number + " in conflict, newest is " + ledgers.of(lane).newest());
      return Appended.CONFLICT;
    }
    if (chance.strikes(Fault.WRITE_UNACKNOWLEDGED)) {
      trace.add(() -> "commit " + number + " stored, unknown: " + Words.of(commit));
      return Appended.UNKNOWN;
    }
    trace.add(() -> "commit " + number + ": " + Words.of(commit));
    return Appended.COMMITTED;
  }

  /** Every commit is kept: there is nothing else to write. */
  @Override
  public boolean flush(LaneId lane, LaneState committed) {
    return false;
  }

  @Override
  public boolean hasLate() {
    return !late.isEmpty();
  }

  @Override
  public boolean landLate() {
    if (late.isEmpty()) {
      return false;
    }
    var write = late.remove(chance.below(late.size()));
    var landed = land(write.lane(), write.commit());
    trace.add(
        write.lane(),
        () -> "late commit " + write.commit().number() + (landed ? " landed" : " refused"));
    return true;
  }

  private boolean land(LaneId lane, Commit commit) {
    if (ledgers.of(lane).newest() != commit.number() - 1) {
      return false;
    }
    ledgers.add(lane, commit.number(), commit);
    return true;
  }
}
