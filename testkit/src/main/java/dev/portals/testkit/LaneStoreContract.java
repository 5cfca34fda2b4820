package dev.portals.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.protocol.Commit;
import dev.portals.protocol.CommitFormat;
import dev.portals.protocol.LaneState;
import dev.portals.spi.LaneStore;
import dev.portals.spi.LaneStore.Appended;
import dev.portals.spi.StoreUnavailableException;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link LaneStore} that several processes share must do (rules C1, C5, C6, C8); inherit
 * it and run it. Each test uses a lane that nobody used before, so the store may be a real one.
 */
public abstract class LaneStoreContract {
  private static final int COMMITS = 520;
  private static final int SEEDS = 8;

  private final RandomCommits commits = new RandomCommits(new SplittableRandom(1));
  private final CommittedLane truth = new CommittedLane();
  private LaneId lane;
  private Owner one;

  /** A store as another process opens it, over the same lanes. */
  protected abstract LaneStore open();

  /** Lets a coming write of a commit, or of what {@link LaneStore#flush} writes, fail. */
  protected abstract void failWrite(WriteFailure how);

  /** Lets one write arrive that was {@link WriteFailure#LATE}, if there is one. */
  protected abstract void landLate(RandomGenerator random);

  /**
   * Perhaps lets something go wrong with the next reads: {@code meanwhile} happens between two of
   * them, or they fail. May do nothing.
   */
  protected abstract void disturbReads(RandomGenerator random, Runnable meanwhile);

  private static LaneId newLane() {
    var nonce = UUID.randomUUID().getMostSignificantBits();
    return new LaneId("contract", new Incarnation(1, nonce), "workflows/w", 3);
  }

  /** A process that has loaded the lane. */
  private final class Owner {
    final LaneStore store = open();
    LaneState state = store.load(lane);

    Appended append() {
      var more = true;
      while (more) {
        more = flush();
      }
      return append(commits.next(state));
    }

    private boolean flush() {
      try {
        return store.flush(lane, state);
      } catch (StoreUnavailableException unknown) {
        return true;
      }
    }

    Appended append(Commit commit) {
      truth.tries(commit);
      var appended = store.append(lane, commit.number(), CommitFormat.encode(commit));
      if (appended == Appended.COMMITTED) {
        truth.acknowledged(commit);
        state.advance(commit.number(), commit.planEpoch());
      }
      return appended;
    }
  }

  private LaneState load() {
    var loaded = open().load(lane);
    truth.check(loaded, truth.newest());
    return loaded;
  }

  @BeforeEach
  void begin() {
    lane = newLane();
    one = new Owner();
  }

  @Test
  void load_newLane_isEmpty() {
    assertEquals(0, load().head());
    assertEquals(0, one.store.newest(lane));
  }

  @Test
  void append_next_isLoadedByOthers() {
    for (var number = 1; number <= 10; number++) {
      assertEquals(Appended.COMMITTED, one.append());
      assertEquals(number, one.store.newest(lane));
      assertEquals(number, load().head());
    }
  }

  @Test
  void append_taken_conflictAndTheFirstStays() {
    var two = new Owner();
    assertEquals(Appended.COMMITTED, one.append());
    assertEquals(Appended.CONFLICT, two.append());
    assertEquals(1, load().head());
  }

  @Test
  void append_withAHole_conflict() {
    one.append();
    var next = commits.next(one.state);
    var ahead = new Commit(3, next.attempt(), next.at(), next.planEpoch(), next.entries());
    assertEquals(Appended.CONFLICT, one.append(ahead));
    assertEquals(1, load().head());
  }

  @Test
  void append_pausedProcess_conflictHoweverLongThePause() {
    one.append();
    var paused = new Owner();
    for (var number = 2; number <= 200; number++) {
      assertEquals(Appended.COMMITTED, one.append());
    }
    assertEquals(Appended.CONFLICT, paused.append());
    assertEquals(200, load().head());
  }

  @Test
  void append_otherIncarnation_isAnotherLane() {
    one.append();
    var first = lane;
    lane = newLane();
    assertEquals(0, open().load(lane).head());
    lane = first;
    assertEquals(1, load().head());
  }

  @Test
  void append_lost_theNumberIsFree() {
    failWrite(WriteFailure.LOST);
    assertEquals(Appended.UNKNOWN, one.append());
    assertEquals(0, load().head());
    assertEquals(Appended.COMMITTED, new Owner().append());
  }

  @Test
  void append_unacknowledged_isStored() {
    failWrite(WriteFailure.UNACKNOWLEDGED);
    assertEquals(Appended.UNKNOWN, one.append());
    assertEquals(1, load().head());
    assertEquals(Appended.COMMITTED, new Owner().append());
    assertEquals(2, load().head());
  }

  @Test
  void append_late_isStoredIfItsNumberIsFreeThen() {
    failWrite(WriteFailure.LATE);
    assertEquals(Appended.UNKNOWN, one.append());
    assertEquals(0, load().head());
    landLate(new SplittableRandom(1));
    assertEquals(1, load().head());
  }

  @Test
  void append_lateAndTaken_isNeverStored() {
    failWrite(WriteFailure.LATE);
    assertEquals(Appended.UNKNOWN, one.append());
    var two = new Owner();
    for (var number = 1; number <= 70; number++) {
      assertEquals(Appended.COMMITTED, two.append());
    }
    landLate(new SplittableRandom(1));
    assertEquals(70, load().head());
    assertEquals(Appended.COMMITTED, two.append());
  }

  @Test
  void flush_lostWrites_areWrittenAgain() {
    var random = new SplittableRandom(1);
    while (one.state.head() < 300) {
      if (random.nextInt(3) == 0) {
        failWrite(WriteFailure.LOST);
      }
      if (one.append() != Appended.COMMITTED) {
        one = new Owner();
      }
      load();
    }
  }

  @Test
  void newest_afterOthersCommits_tellsThatTheMemoryIsOld() {
    one.append();
    var two = new Owner();
    for (var number = 2; number <= 140; number++) {
      two.append();
      assertNotEquals(one.state.head(), one.store.newest(lane));
      assertEquals(number, two.store.newest(lane));
      assertTrue(open().newest(lane) >= number);
    }
  }

  @Test
  void lane_randomCommitsFaultsAndProcesses_isAlwaysWhatItsCommitsSay() {
    for (var seed = 1; seed <= SEEDS; seed++) {
      lane = newLane();
      new RandomHistory(this, lane, seed).run(COMMITS);
    }
  }
}
