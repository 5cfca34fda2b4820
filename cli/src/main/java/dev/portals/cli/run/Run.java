package dev.portals.cli.run;

import dev.portals.build.Application;
import dev.portals.cli.ExitException;
import dev.portals.driver.LaneStatus;
import dev.portals.local.LocalPortals;
import dev.portals.local.log.LogErasure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of an example in a data directory, from wherever it stopped to its end. */
final class Run {
  private static final Duration GLANCE = Duration.ofMillis(200);

  private final Host host;
  private final Example example;
  private final Path directory;
  private final RunSettings settings;
  private final PrintWriter err;
  private final String startOver;

  Run(
      Host host,
      Example example,
      Path directory,
      RunSettings settings,
      PrintWriter err,
      String startOver) {
    this.host = host;
    this.example = example;
    this.directory = directory;
    this.settings = settings;
    this.err = err;
    this.startOver = startOver;
  }

  void reset() {
    LogErasure.erase(directory);
    RunFile.remove(directory);
  }

  /** Runs what is left of the stages. */
  Report toTheEnd() throws InterruptedException {
    return host.work(this::stages);
  }

  private Report stages() throws InterruptedException {
    var running = host.open();
    var file = begin();
    var stages = example.stages(file.scale());
    var last = stages.size() - 1;
    var first = Math.min(file.stage(), last);
    var progress = new Progress(err, example.unit(), file.scale().operations(), isTerminal());
    var isLate = knowsLate(running);
    var known = new ArrayList<Application>();
    stages.subList(0, first + 1).forEach(known::addAll);
    if (isLate) {
      known.addAll(example.late());
    }
    Host.launch(running, known);
    for (var stage = first + 1; stage <= last; stage++) {
      while (!running.awaitQuiet(GLANCE)) {
        Host.requireSound(running.lanes());
      }
      file = file.at(stage);
      file.write(directory);
      Host.launch(running, stages.get(stage));
    }
    host.openDoor(running, Example.all(example, file.scale()));
    var isNew = file.stage() <= last;
    if (!isLate) {
      awaitHalf(running, file.scale(), progress);
      Host.launch(running, example.late());
      example.late().forEach(it -> host.say("/" + it.name() + " is launched while the others run"));
    }
    finish(running, file.scale(), isNew ? Optional.of(progress) : Optional.empty());
    if (isNew) {
      file.at(stages.size()).write(directory);
    } else {
      host.say("it was complete already; to start over: " + startOver);
    }
    var remark = example.remark(new Asking(running));
    if (!remark.isEmpty()) {
      host.say(remark);
    }
    return example.report(new Asking(running), file.scale());
  }

  /** Whether those that come late were launched by an earlier process. */
  private boolean knowsLate(LocalPortals running) {
    var names = example.late().stream().map(Application::name).toList();
    return names.isEmpty()
        || running.applications().stream().anyMatch(it -> names.contains(it.application()));
  }

  /** Until about half of it is done. */
  private void awaitHalf(LocalPortals running, Scale scale, Progress progress)
      throws InterruptedException {
    var total = scale.operations();
    var lanes = running.lanes();
    while (done(lanes, scale) < total / 2 && !running.awaitQuiet(GLANCE)) {
      lanes = running.lanes();
      Host.requireSound(lanes);
      progress.show(done(lanes, scale), false, System.nanoTime());
    }
  }

  private long done(List<LaneStatus> lanes, Scale scale) {
    return Math.min(scale.operations(), atoms(lanes) * scale.atom());
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
      host.say("going on where the run in " + directory + " stopped");
    }
    return file;
  }

  private void finish(LocalPortals running, Scale scale, Optional<Progress> progress)
      throws InterruptedException {
    long total = scale.operations();
    var isQuiet = false;
    while (!isQuiet) {
      isQuiet = running.awaitQuiet(GLANCE);
      var lanes = running.lanes();
      Host.requireSound(lanes);
      var done = isQuiet ? total : done(lanes, scale);
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
}
