package dev.portals.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.build.Application;
import dev.portals.local.LocalPortals;
import java.nio.file.Path;
import java.time.Duration;

/** A program on the local runtime, as far as it was launched. */
final class LocalRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LocalPortals portals;
  private final Program program;
  private int launched;

  /** Goes on with the stages that were launched before. */
  LocalRun(Program program, Path data, int stages) {
    this.program = program;
    this.portals = LocalPortals.open(data, program.lanes());
    launch(stages);
  }

  LocalPortals portals() {
    return portals;
  }

  /** Launches what is not yet launched of the first so many stages. */
  synchronized void launch(int stages) {
    for (; launched < stages; launched++) {
      if (program.stages().get(launched) instanceof Program.Launch launch) {
        portals.launch(launch.applications().toArray(new Application[0]));
      }
    }
  }

  /** Waits until nothing is left to do. */
  void awaitQuiet() throws InterruptedException {
    assertThat(portals.awaitQuiet(PATIENCE)).as("nothing is left to do").isTrue();
    assertThat(portals.lanes()).allSatisfy(lane -> assertThat(lane.broken()).isEmpty());
  }

  @Override
  public void close() {
    portals.close();
  }
}
