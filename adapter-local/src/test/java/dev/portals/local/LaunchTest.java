package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Sequencer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Launches beside applications that run. */
@Timeout(120)
class LaunchTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final AtomStream<String> SIDE = AtomStream.at("/p/streams/side", String.class);

  @TempDir Path directory;

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void launch_refused_leavesNothingBehind() throws Exception {
    var gate = new CountDownLatch(1);
    var producers =
        Application.named(
            "p",
            app -> {
              app.generate(Programs.OUT, Generator.of(String.class, List.of("a"), 1));
              app.generate(SIDE, Programs.numbered(1, at -> await(gate)));
            });
    var readers =
        Application.named(
            "c",
            app -> {
              app.workflow("side", SIDE).consume();
              app.workflow("read", Programs.OUT).consume();
            });
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(producers);
      while (portals.lanes().stream().noneMatch(lane -> lane.sealed())) {
        Thread.onSpinWait();
      }
      assertThatThrownBy(() -> portals.launch(readers))
          .isInstanceOf(PortalsException.class)
          .hasMessageContaining("/c/workflows/read#0 reads /p/streams/out, which has run before");
      gate.countDown();
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThat(portals.lanes()).hasSize(2);
    }
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(producers);
      assertThat(portals.awaitQuiet(SOON)).isTrue();
    }
  }

  @Test
  void launch_whileTheProducerBegins_isRefusedOrReadsAll() throws Exception {
    var launched = 0;
    for (var round = 0; round < 30; round++) {
      var gate = new CountDownLatch(1);
      var at = directory.resolve("r" + round);
      try (var portals = LocalPortals.open(at)) {
        portals.launch(Programs.producer(1_000, number -> await(gate)));
        if (round > 0) { // the first time nothing can have run
          gate.countDown();
        }
        try {
          portals.launch(Programs.reader());
        } catch (PortalsException refused) {
          assertThat(refused).hasMessageContaining("has run before without it");
          continue;
        } finally {
          gate.countDown();
        }
        if (round % 2 == 0) {
          assertThat(portals.awaitQuiet(SOON)).isTrue();
        }
      }
      launched++;
      try (var portals = LocalPortals.open(at)) {
        portals.launch(Programs.producer(1_000), Programs.reader());
        assertThat(portals.awaitQuiet(SOON)).isTrue();
        assertThat(portals.lanes()).anyMatch(lane -> lane.atoms() == 1_001);
      }
    }
    assertThat(launched).isPositive();
  }

  @Test
  void launch_ofAConnectionToASequencerThatRuns_isRefused() throws Exception {
    var court = Sequencer.at("/c/sequencers/court", String.class);
    var owner = Application.named("c", app -> app.workflow("w", app.sequencer(court)).consume());
    var connecting =
        Application.named(
            "d",
            app ->
                app.connect(
                    app.generate("in", Generator.of(String.class, List.of("a"), 1)), court));
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(owner);

      assertThatThrownBy(() -> portals.launch(connecting))
          .isInstanceOf(PortalsException.class)
          .hasMessageContaining(
              "/c/sequencers/court#0 runs and is to be connected with /d/streams/in; nothing was"
                  + " launched");
    }
    try (var portals = LocalPortals.open(directory.resolve("together"))) {
      portals.launch(owner, connecting);
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThat(portals.lanes())
          .filteredOn(lane -> lane.lane().operator().equals("workflows/w"))
          .singleElement()
          .satisfies(lane -> assertThat(lane.atoms()).isEqualTo(1));
    }
  }
}
