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
  private static final LogSettings SMALL = new LogSettings(25 * 512, 24 * 512, 12_000);
  private static final long SLOW_SYNC_NANOS = 1_000_000;

  private final DiskProgram program;
  private final SimulatedDisk disk;
  private final Random random;
  private final LeftProcess left = new LeftProcess();
  private int processes;
  private boolean launched;
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
        process(launched && program.alone() > 0 && random.nextInt(3) == 0);
        struck += disk.isStruck() ? 1 : 0;
        end();
        if (disk.isFull()) {
          process(false);
          end();
          disk.makeRoom();
        }
      }
      var shown = process(false);
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

  /** How many segments of the log were removed, as nothing in them was needed. */
  long truncated() {
    return disk.trace().stream().filter(line -> line.contains(" delete ")).count();
  }

  /**
   * One process. If its disk fails before it comes to its end, it has nothing to show.
   *
   * @param partly whether it launches only those that may run without the others
   */
  private Optional<List<String>> process(boolean partly) throws InterruptedException {
    processes++;
    var answers = new ArrayList<CompletableFuture<?>>();
    try {
      if (partly) {
        runAlone();
        return Optional.empty();
      }
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

  private void runAlone() throws InterruptedException {
    try (var portals = open(program.applications().subList(0, program.alone()))) {
      awaitQuiet(portals);
    }
  }

  private LocalPortals open(List<Application> applications) {
    var portals = new LocalPortals(source(disk), OptionalInt.of(program.lanes()));
    try {
      portals.launch(applications.toArray(Application[]::new));
    } catch (RuntimeException refused) {
      try (portals) {
        throw refused;
      }
    }
    disk.note(applications.size() + " applications are launched");
    return portals;
  }

  private void awaitQuiet(LocalPortals portals) throws InterruptedException {
    if (!portals.awaitQuiet(Duration.ofSeconds(SECONDS))) {
      throw new AssertionError("still not quiet: " + portals.lanes());
    }
    for (var lane : portals.lanes()) {
      lane.broken().ifPresent(why -> refuse(lane.lane() + " is broken: " + why));
      left.quiet(lane.lane(), lane.commits());
    }
    disk.note("quiet is said");
  }

  private static void refuse(String why) {
    throw new PortalsException(why);
  }

  private List<String> shown(List<CompletableFuture<?>> answers) throws InterruptedException {
    try (var portals = open(program.applications())) {
      launched = true;
      var asks = new ArrayList<>(program.asks());
      Collections.shuffle(asks, random);
      asks.forEach(question -> answers.add(ask(portals, question)));
      awaitQuiet(portals);
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
        return disk.open(SMALL, replay, fatal);
      }

      @Override
      public LogSettings settings() {
        return SMALL;
      }

      @Override
      public String toString() {
        return "the simulated disk";
      }
    };
  }
}
