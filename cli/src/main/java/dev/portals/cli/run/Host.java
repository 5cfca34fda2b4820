package dev.portals.cli.run;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.driver.LaneStatus;
import dev.portals.local.LocalPortals;
import dev.portals.local.http.HttpDoor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The local process of one data directory, with its HTTP door. When it is interrupted, another
 * thread closes it.
 */
final class Host implements AutoCloseable {
  /** What may end with this process being closed under it. */
  interface Work<T> {
    T run() throws InterruptedException;
  }

  private final Path directory;
  private final RunSettings settings;
  private final PrintWriter err;
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "portals-interrupted");
  private @Nullable LocalPortals portals;
  private @Nullable HttpDoor door;

  Host(Path directory, RunSettings settings, PrintWriter err) {
    this.directory = directory;
    this.settings = settings;
    this.err = err;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Does something; if it fails because the process is interrupted, nothing more is said. */
  <T> T work(Work<T> work) throws InterruptedException {
    try {
      return work.run();
    } catch (PortalsException closed) {
      if (interrupted.getCount() == 0) {
        awaitExit();
      }
      throw closed;
    }
  }

  synchronized LocalPortals open() {
    requireNotInterrupted();
    var lanes = settings.lanes();
    var opened =
        lanes.isPresent()
            ? LocalPortals.open(directory, lanes.get())
            : LocalPortals.open(directory);
    portals = opened;
    return opened;
  }

  /** Serves over HTTP, this code among what may be launched. */
  synchronized void openDoor(LocalPortals running, List<Application> code) {
    requireNotInterrupted();
    door = HttpDoor.open(running, directory, settings.door().knowing(code));
    say("asks are served at " + door.address());
  }

  private void requireNotInterrupted() {
    if (interrupted.getCount() == 0) {
      throw new PortalsException("interrupted");
    }
  }

  static void launch(LocalPortals running, List<Application> applications) {
    running.launch(applications.toArray(Application[]::new));
  }

  static void requireSound(List<LaneStatus> lanes) {
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

  void say(String what) {
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
