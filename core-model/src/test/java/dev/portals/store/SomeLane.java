package dev.portals.store;

import dev.portals.codec.Bytes;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Commit;
import dev.portals.protocol.CommitFormat;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.Entry;
import dev.portals.protocol.LaneState;
import dev.portals.spi.LaneStore.Appended;
import java.util.List;
import java.util.Optional;

/** A process that runs one lane over a table: its store and the lane's memory. */
final class SomeLane {
  static final LaneId ID = new LaneId("shop", new Incarnation(1, 7), "workflows/cart", 2);
  static final String OUT = "/shop/streams/out";

  final TableLaneStore store;
  LaneState state;

  private SomeLane(FakeTable table, TableSettings settings) {
    store = new TableLaneStore(table, settings);
    state = store.load(ID);
  }

  static SomeLane load(FakeTable table) {
    return load(table, TableSettings.DEFAULT);
  }

  static SomeLane load(FakeTable table, TableSettings settings) {
    return new SomeLane(table, settings);
  }

  Appended append(long number, Entry... entries) {
    var commit = new Commit(number, 1, 1_000 + number, 1, List.of(entries));
    var appended = store.append(ID, number, CommitFormat.encode(commit));
    if (appended == Appended.COMMITTED) {
      state.apply(commit);
    }
    return appended;
  }

  /** Commits that each count one key up, to {@code last}; flushed as a driver does. */
  void commitTo(long last) {
    while (state.head() < last) {
      flush();
      commitCount();
    }
  }

  Appended commitCount() {
    var next = state.head() + 1;
    return append(next, count(next));
  }

  int flush() {
    var writes = 0;
    while (store.flush(ID, state)) {
      writes++;
    }
    return writes;
  }

  /** Key {@code n % 10} is set to n. */
  static Entry count(long n) {
    return wrote("" + n % 10, "" + n);
  }

  static Entry wrote(String key, String value) {
    return new Entry.Wrote("seen", List.of(new Entry.Value(key, Optional.of(Bytes.ofUtf8(value)))));
  }

  static Entry produced(long number) {
    return new Entry.Produced(OUT, number, Atom.of(1, Bytes.ofUtf8("event " + number)));
  }

  static Entry dead(String error) {
    return new Entry.DeadLettered(new DeadLetter.OfGenerator(OUT, Bytes.ofUtf8("cursor"), error));
  }

  String value(String key) {
    var value = state.value("seen", key);
    return value == null ? "" : value.utf8();
  }
}
