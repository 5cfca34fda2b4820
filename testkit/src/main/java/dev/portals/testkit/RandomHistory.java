package dev.portals.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portals.plan.LaneId;
import dev.portals.protocol.CommitFormat;
import dev.portals.protocol.LaneState;
import dev.portals.spi.LaneStore;
import dev.portals.spi.LaneStore.Appended;
import dev.portals.spi.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Several processes commit to one lane while all goes wrong that may: whoever loads it must find
 * what its commits say.
 */
final class RandomHistory {
  private static final int PROCESSES = 3;
  private static final int STEPS_A_COMMIT = 100;
  private static final int LONGEST_READ = 60;

  private final LaneStoreContract contract;
  private final LaneId lane;
  private final SplittableRandom random;
  private final RandomCommits commits;
  private final CommittedLane truth = new CommittedLane();
  private final List<Owner> processes = new ArrayList<>();

  /** A process: with no memory before it has loaded, and after whatever is no success (C6). */
  private static final class Owner {
    final LaneStore store;
    @Nullable LaneState state;
    boolean flushed;

    Owner(LaneStore store) {
      this.store = store;
    }
  }

  RandomHistory(LaneStoreContract contract, LaneId lane, long seed) {
    this.contract = contract;
    this.lane = lane;
    random = new SplittableRandom(seed);
    commits = new RandomCommits(random.split());
  }

  void run(long last) {
    for (var started = 0; started < PROCESSES; started++) {
      processes.add(new Owner(contract.open()));
    }
    var steps = 0;
    while (truth.acknowledged() < last) {
      assertTrue(++steps < last * STEPS_A_COMMIT, "only " + truth.acknowledged() + " commits");
      strike();
      step(processes.get(random.nextInt(PROCESSES)));
    }
  }

  private void strike() {
    switch (random.nextInt(60)) {
      case 0 -> processes.set(random.nextInt(PROCESSES), new Owner(contract.open()));
      case 1 -> contract.failWrite(WriteFailure.LOST);
      case 2 -> contract.failWrite(WriteFailure.UNACKNOWLEDGED);
      case 3 -> contract.failWrite(WriteFailure.LATE);
      case 4, 5 -> contract.landLate(random);
      case 6 -> contract.disturbReads(random, this::others);
      default -> {}
    }
  }

  /** What happens while somebody reads: another process goes on for a while. */
  private void others() {
    var other = processes.get(random.nextInt(PROCESSES));
    for (var steps = random.nextInt(LONGEST_READ); steps >= 0; steps--) {
      step(other);
    }
  }

  /** One thing that a driver does, and mostly the one that leads to a commit. */
  private void step(Owner process) {
    try {
      var state = process.state;
      if (state == null) {
        load(process);
      } else if (random.nextInt(20) == 0) {
        lookForOthers(process, state);
      } else if (!process.flushed && random.nextInt(20) > 0) {
        process.flushed = !process.store.flush(lane, state);
      } else {
        commit(process, state);
      }
    } catch (StoreUnavailableException unavailable) {
      process.flushed = false; // the driver polls again later
    }
  }

  private void load(Owner process) {
    var newest = truth.newest();
    var loaded = process.store.load(lane);
    truth.check(loaded, newest);
    process.state = loaded;
    process.flushed = false;
  }

  private void lookForOthers(Owner process, LaneState state) {
    var acknowledged = truth.acknowledged();
    var newest = process.store.newest(lane);
    assertTrue(newest >= state.head(), newest + " is newest, memory has " + state.head());
    assertTrue(
        newest > state.head() || acknowledged <= state.head(),
        acknowledged + " was acknowledged, newest says " + newest);
    if (newest != state.head()) {
      process.state = null;
    }
  }

  private void commit(Owner process, LaneState state) {
    var commit = commits.next(state);
    truth.tries(commit);
    process.state = null;
    var bytes = CommitFormat.encode(commit);
    if (process.store.append(lane, commit.number(), bytes) == Appended.COMMITTED) {
      truth.acknowledged(commit);
      state.advance(commit.number(), commit.planEpoch());
      process.state = state;
      process.flushed = false;
    }
  }
}
