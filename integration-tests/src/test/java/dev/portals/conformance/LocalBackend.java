package dev.portals.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.build.Application;
import dev.portals.local.JournalLanes;
import dev.portals.local.LocalPortals;
import dev.portals.task.Answer;
import java.nio.file.Path;
import java.time.Duration;

/** The local runtime in this process. It is closed and opened again in place of a kill. */
final class LocalBackend implements Backend {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The runtime and how many stages of the program it has launched. */
  static final class Running {
    final LocalPortals portals;
    private final Program program;
    private int launched;

    Running(Program program, Path data) {
      this.program = program;
      this.portals = LocalPortals.open(data);
    }

    synchronized Running launch(int stages) {
      for (; launched < stages; launched++) {
        if (program.stages().get(launched) instanceof Program.Launch launch) {
          portals.launch(launch.applications().toArray(new Application[0]));
        }
      }
      return this;
    }

    /** Waits until nothing is left to do. */
    void awaitQuiet() throws InterruptedException {
      assertThat(portals.awaitQuiet(PATIENCE)).as("nothing is left to do").isTrue();
      assertThat(portals.lanes()).allSatisfy(lane -> assertThat(lane.broken()).isEmpty());
    }
  }

  private final Program program;
  private final Path data;
  private final Restartable<Running> running;
  private volatile int stages;

  LocalBackend(Program program, Path data) {
    this.program = program;
    this.data = data;
    this.running = new Restartable<>(new Running(program, data));
  }

  @Override
  public void launch(int stage) throws Exception {
    stages = stage + 1;
    running.use(at -> at.launch(stages));
  }

  @Override
  public <Q, R> Answer<R> ask(Program.Ask<Q, R> ask) throws Exception {
    return running.use(
        at -> at.portals.ask(ask.portal(), ask.request(), ask.idempotencyKey()).get());
  }

  @Override
  public Observed observe() throws Exception {
    return running.use(
        at -> {
          at.awaitQuiet();
          return JournalLanes.read(data, program.applications(stages));
        });
  }

  @Override
  public void kill() throws Exception {
    running.replace(
        () -> {
          running.current().portals.close();
          return new Running(program, data).launch(stages);
        });
  }

  @Override
  public void close() {
    running.current().portals.close();
  }
}
