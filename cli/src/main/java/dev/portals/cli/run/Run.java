package dev.portals.cli.run;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.cli.ExitException;
import dev.portals.driver.LaneStatus;
import dev.portals.local.LocalPortals;
import dev.portals.local.http.HttpDoor;
import dev.portals.local.log.LogErasure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * One run of an example in a data directory, from wherever it stopped to its end. When the process
 * is interrupted, another thread closes it.
 */
final class Run implements AutoCloseable {
  private static final Duration GLANCE = Duration.ofMillis(200);

  private final Example example;
  private final Path directory;
  private final RunSettings settings;
  private final PrintWriter err;
  private final String startOver;
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "portals-interrupted");
  private @Nullable LocalPortals portals;
  private @Nullable HttpDoor door;

  Run(Example example, Path directory, RunSettings settings, PrintWriter err, String startOver) {
    this.example = example;
    this.directory = directory;
    this.settings = settings;
    this.err = err;
    this.startOver = startOver;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  void reset() {
    LogErasure.erase(directory);
    RunFile.remove(directory);
  }

  /** Runs what is left of the stages. */
  Report toTheEnd() throws InterruptedException {
    try {
      return stages();
    } catch (PortalsException closed) {
      if (interrupted.getCount() == 0) {
        awaitExit();
      }
      throw closed;
    }
  }

  private Report stages() throws InterruptedException {
    var running = open();
    var file = begin();
    var stages = example.stages(file.scale());
    var last = stages.size() - 1;
    var first = Math.min(file.stage(), last);
    var progress = new Progress(err, example.unit(), file.scale().operations(), isTerminal());
    launch(running, stages.subList(0, first + 1).stream().flatMap(List::stream).toList());
    for (var stage = first + 1; stage <= last; stage++) {
      while (!running.awaitQuiet(GLANCE)) {
        requireSound(running.lanes());
      }
      file = file.at(stage);
      file.write(directory);
      launch(running, stages.get(stage));
    }
    openDoor(running);
    var isNew = file.stage() <= last;
    finish(running, file.scale(), isNew ? Optional.of(progress) : Optional.empty());
    if (isNew) {
      file.at(stages.size()).write(directory);
    } else {
      say("it was complete already; to start over: " + startOver);
    }
    return example.report(new Asking(running), file.scale());
  }

  private synchronized LocalPortals open() {
    requireNotInterrupted();
    var lanes = settings.lanes();
    var opened =
        lanes.isPresent()
            ? LocalPortals.open(directory, lanes.get())
            : LocalPortals.open(directory);
    portals = opened;
    return opened;
  }

  private synchronized void openDoor(LocalPortals running) {
    requireNotInterrupted();
    door = HttpDoor.open(running, directory, settings.port());
    say("asks are served at " + door.address());
  }

  private void requireNotInterrupted() {
    if (interrupted.getCount() == 0) {
      throw new PortalsException("interrupted");
    }
  }

  /** Finds out what is run here; the directory is held, so nobody changes it meanwhile. */
  private RunFile begin() {
    var found = RunFile.read(directory);
    if (found.isEmpty()) {
      var fresh = new RunFile(example.name(), settings.scale(example.usual()), 0);
      fresh.write(directory);
      return fresh;
    }
    var file = found.get();
    var begun = file.scale();
    if (!file.example().equals(example.name())) {
      throw new ExitException(
          ExitException.Status.DIRECTORY,
          "%s holds a run of %s. Maybe another --data".formatted(directory, file.example()));
    } else if (!settings.agreesWith(begun)) {
      throw new ExitException(
          ExitException.Status.USAGE,
          "%s holds a run with --operations %d --atom %d. Maybe leave them out, or start over: %s"
              .formatted(directory, begun.operations(), begun.atom(), startOver));
    }
    if (file.stage() < example.stages(begun).size()) {
      say("going on where the run in " + directory + " stopped");
    }
    return file;
  }

  private static void launch(LocalPortals running, List<Application> applications) {
    running.launch(applications.toArray(Application[]::new));
  }

  private void finish(LocalPortals running, Scale scale, Optional<Progress> progress)
      throws InterruptedException {
    long total = scale.operations();
    var isQuiet = false;
    while (!isQuiet) {
      isQuiet = running.awaitQuiet(GLANCE);
      var lanes = running.lanes();
      requireSound(lanes);
      var done = isQuiet ? total : Math.min(total, atoms(lanes) * scale.atom());
      var last = isQuiet;
      progress.ifPresent(shown -> shown.show(done, last, System.nanoTime()));
    }
  }

  /** From 22 to 24 also true elsewhere: then the line is rewritten in a file, which is but ugly. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    return System.console() != null;
  }

  private long atoms(List<LaneStatus> lanes) {
    return lanes.stream()
        .filter(lane -> lane.lane().toString().equals(example.lane()))
        .mapToLong(LaneStatus::atoms)
        .sum();
  }

  private static void requireSound(List<LaneStatus> lanes) {
    for (var lane : lanes) {
      lane.broken()
          .ifPresent(
              why -> {
                throw new PortalsException(lane.lane() + " has stopped for good: " + why);
              });
      lane.stopped()
          .ifPresent(
              why -> {
                throw new PortalsException(lane.lane() + " takes no more atoms: " + why);
              });
      if (lane.deadLetters() > 0) {
        throw new PortalsException(
            "%s has put %d dead letters aside. Maybe see what was logged above"
                .formatted(lane.lane(), lane.deadLetters()));
      }
    }
  }

  /** Stays until the process is interrupted. */
  void serve() throws InterruptedException {
    say("still serving; Ctrl-C ends it");
    interrupted.await();
    awaitExit();
  }

  /** The process is ending with the status of its signal; this thread has no more to say. */
  private void awaitExit() throws InterruptedException {
    hook.join();
    new CountDownLatch(1).await();
  }

  private void say(String what) {
    err.println(what);
    err.flush();
  }

  private void interrupt() {
    interrupted.countDown();
    shut();
    say("stopped; the same command goes on from here");
  }

  private synchronized void shut() {
    var opened = door;
    var running = portals;
    door = null;
    portals = null;
    try {
      if (opened != null) {
        opened.close();
      }
    } finally {
      if (running != null) {
        running.close();
      }
    }
  }

  @Override
  public void close() {
    if (interrupted.getCount() > 0) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
    shut();
  }
}
