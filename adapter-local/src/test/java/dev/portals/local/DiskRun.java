package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.local.log.DiskTrouble;
import dev.portals.local.log.EntryReader;
import dev.portals.local.log.FatalError;
import dev.portals.local.log.LogSettings;
import dev.portals.local.log.SegmentLog;
import dev.portals.local.log.SimulatedDisk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One program over one simulated disk: processes that meet trouble, one after the other, until one
 * comes to the end.
 */
final class DiskRun {
  /** What one process is to meet, and at which operation on the disk. */
  record Planned(DiskTrouble trouble, int operation) {}

  private static final int SECONDS = 30;
  private static final long SLOW_SYNC_NANOS = 1_000_000;

  private final DiskProgram program;
  private final SimulatedDisk disk;
  private final Random random;
  private final LeftProcess left = new LeftProcess();
  private int processes;
  private int struck;

  DiskRun(DiskProgram program, long seed) {
    this.program = program;
    this.disk = new SimulatedDisk(seed, seed % 4 == 0 ? SLOW_SYNC_NANOS : 0);
    this.random = new Random(seed);
  }

  /**
   * Runs until a process comes to the end with nothing left to meet.
   *
   * @return what the program shows then
   * @throws AssertionError if what left a process is lost, or the last one does not come to its end
   */
  List<String> run(List<Planned> planned) {
    try {
      for (var next : planned) {
        disk.plan(next.trouble(), next.operation());
        process();
        struck += disk.isStruck() ? 1 : 0;
        end();
        if (disk.isFull()) {
          process();
          end();
          disk.makeRoom();
        }
      }
      var shown = process();
      end();
      return shown.orElseThrow();
    } catch (InterruptedException | RuntimeException | AssertionError deviation) {
      throw new AssertionError(
          "%s, %s: %s\nThreads run in another order each time: it may take several runs to see it again. What was done to the disk:\n  %s"
              .formatted(program, planned, deviation, String.join("\n  ", disk.trace())),
          deviation);
    }
  }

  /** How many of the planned troubles a process has met. */
  int struck() {
    return struck;
  }

  /** One process. If its disk fails before it comes to its end, it has nothing to show. */
  private Optional<List<String>> process() throws InterruptedException {
    processes++;
    var answers = new ArrayList<CompletableFuture<?>>();
    try {
      return Optional.of(shown(answers));
    } catch (PortalsException ended) {
      if (!disk.isStruck() && !disk.isFull()) {
        throw ended;
      }
      return Optional.empty();
    } finally {
      for (var answer : answers) {
        await(answer.handle((heard, refused) -> ""));
      }
    }
  }

  private List<String> shown(List<CompletableFuture<?>> answers) throws InterruptedException {
    try (var portals = new LocalPortals(source(disk), OptionalInt.of(program.lanes()))) {
      portals.launch(program.applications().toArray(Application[]::new));
      var asks = new ArrayList<>(program.asks());
      Collections.shuffle(asks, random);
      asks.forEach(question -> answers.add(ask(portals, question)));
      if (!portals.awaitQuiet(Duration.ofSeconds(SECONDS))) {
        throw new AssertionError("still not quiet: " + portals.lanes());
      }
      portals.lanes().forEach(lane -> left.quiet(lane.lane(), lane.commits()));
      disk.note("quiet is said");
      var shown = new ArrayList<String>();
      for (var answer : List.copyOf(answers)) {
        shown.add("answered " + await(answer));
      }
      Collections.sort(shown);
      for (var question : program.view()) {
        var answer = ask(portals, question.anew(processes));
        answers.add(answer);
        shown.add(question + ": " + await(answer));
      }
      return shown;
    }
  }

  private <Q, R> CompletableFuture<?> ask(LocalPortals portals, Question<Q, R> question) {
    return question
        .ask(portals)
        .thenApply(
            answer -> {
              disk.note(question + " is answered " + answer);
              left.answered(question, answer);
              return answer;
            });
  }

  /** The answer, or why there will be none. */
  private static Object await(CompletableFuture<?> answer) throws InterruptedException {
    try {
      return answer.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException refused) {
      if (refused.getCause() instanceof PortalsException why) {
        throw why;
      }
      throw new AssertionError(refused.getCause());
    } catch (TimeoutException late) {
      throw new AssertionError("somebody waits for an answer", late);
    }
  }

  /** The process is gone. What it let out must be in what the next one will read. */
  private void end() {
    disk.end();
    var missing = left.missingIn(source(disk.copy()));
    if (!missing.isEmpty()) {
      throw new AssertionError(missing);
    }
  }

  private static LogSource source(SimulatedDisk disk) {
    return new LogSource() {
      @Override
      public SegmentLog open(EntryReader replay, FatalError fatal) {
        return disk.open(replay, fatal);
      }

      @Override
      public LogSettings settings() {
        return disk.settings();
      }

      @Override
      public String toString() {
        return "the simulated disk";
      }
    };
  }
}
