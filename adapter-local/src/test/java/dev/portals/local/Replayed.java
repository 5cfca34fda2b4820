package dev.portals.local;

import dev.portals.plan.LaneId;
import dev.portals.protocol.Commit;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a journal holds, in order. */
final class Replayed implements Journal.Reader {
  record Committed(LaneId lane, Commit commit) {}

  /** {@link JournalRecord}s and {@link Committed}. */
  final List<Object> all = new ArrayList<>();

  @Override
  public void registered(JournalRecord.Registered registered) {
    all.add(registered);
  }

  @Override
  public void reserved(JournalRecord.Reserved reserved) {
    all.add(reserved);
  }

  @Override
  public void committed(LaneId lane, Commit commit) {
    all.add(new Committed(lane, commit));
  }

  @Override
  public void snapshot(LaneId lane, JournalRecord.Snapshot part) {
    all.add(part);
  }

  @Override
  public void kept(JournalRecord.Kept kept) {
    all.add(kept);
  }
}
