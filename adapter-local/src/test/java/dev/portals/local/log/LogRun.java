package dev.portals.local.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A log alone over one simulated disk: processes that append, one after the other, and meet
 * trouble. Each must find what the ones before were told is durable, and at most the entry that one
 * was still waiting for. One entry at a time, so a seed gives the same run each time.
 */
public final class LogRun {
  private static final int PROCESSES = 6;

  private final long seed;
  private final SimulatedDisk disk;
  private final List<DiskTrouble> kinds = new ArrayList<>();
  private final List<String> known = new ArrayList<>();
  private @Nullable String waiting;

  public LogRun(long seed) {
    this.seed = seed;
    this.disk = new SimulatedDisk(seed, 0);
    var random = new Random(seed);
    var all = DiskTrouble.values();
    for (var count = 1 + random.nextInt(3); count > 0; count--) {
      kinds.add(all[random.nextInt(all.length)]);
    }
  }

  /**
   * @throws AssertionError with all that was done to the disk, if an entry is lost or invented
   */
  public void run() {
    try {
      for (var process = 0; process < PROCESSES; process++) {
        // Its own: when the log fails, the thread that appends may hear of it an entry later.
        var random = new Random(PROCESSES * seed + process);
        var operation = random.nextInt(random.nextBoolean() ? 6 : 20);
        disk.plan(kinds.get(random.nextInt(kinds.size())), operation);
        process(random);
        var putBack = disk.makeNewestStale();
        if (putBack != null) {
          requireRefused();
          putBack.run();
        }
      }
      disk.makeRoom();
      read();
    } catch (RuntimeException | AssertionError deviation) {
      throw new AssertionError(
          "seed %d: %s\n  %s".formatted(seed, deviation, String.join("\n  ", disk.trace())),
          deviation);
    }
  }

  private void process(Random random) {
    var hadRoom = !disk.isFull();
    var entries = new Entries();
    try (var log = disk.open(Entries.SMALL, entries, failure -> {})) {
      compare(entries.all());
      for (var more = random.nextInt(8); more > 0; more--) {
        var entry = entry(random);
        waiting = entry;
        Entries.appendDurably(log, entry);
        known.add(entry);
        waiting = null;
      }
    } catch (LogException failed) {
      if (!disk.isStruck() && hadRoom) {
        throw failed;
      }
    }
    disk.end();
    if (!hadRoom) {
      disk.makeRoom();
    }
  }

  /** Up to a few sectors; each text differs from the others. */
  private String entry(Random random) {
    var length = random.nextInt(random.nextBoolean() ? 400 : 3_500);
    return known.size() + " " + Character.toString('a' + random.nextInt(26)).repeat(length);
  }

  private void compare(List<String> found) {
    var last = waiting;
    if (last != null && found.size() > known.size()) {
      known.add(last);
    }
    waiting = null;
    if (!found.equals(known)) {
      throw new AssertionError("found " + shortly(found) + " instead of " + shortly(known));
    }
  }

  private static List<String> shortly(List<String> texts) {
    return texts.stream().map(it -> it.split("(?<= .)", 2)[0] + ".." + it.length()).toList();
  }

  private void read() {
    var entries = new Entries();
    disk.open(Entries.SMALL, entries, failure -> {}).close();
    compare(entries.all());
  }

  /** A stale segment must not be read, nor anything changed. */
  private void requireRefused() {
    var entries = new Entries();
    try {
      disk.open(Entries.SMALL, entries, failure -> {}).close();
    } catch (LogException refused) {
      if (String.valueOf(refused.getMessage()).startsWith("The log is damaged")) {
        disk.end();
        return;
      }
      throw refused;
    }
    throw new AssertionError("a stale segment was read: " + shortly(entries.all()));
  }
}
