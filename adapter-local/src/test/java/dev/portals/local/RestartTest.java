package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.task.Generator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications that were launched together, and are launched otherwise the next time. */
class RestartTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int ATOMS = 60_000; // several times what a reader may be behind

  @TempDir Path directory;

  @BeforeEach
  void stopInTheMiddle() throws Exception {
    var begun = new CountDownLatch(1_000);
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(
          Programs.producer(
              ATOMS,
              at -> {
                begun.countDown();
                if (at == ATOMS / 2) {
                  throw new IllegalStateException("not in this life");
                }
              }),
          Programs.reader());
      begun.await();
    }
  }

  private static long atomsRead(LocalPortals portals) {
    return portals.lanes().stream()
        .filter(lane -> lane.lane().operator().equals("workflows/read"))
        .mapToLong(lane -> lane.atoms())
        .sum();
  }

  @Test
  void producer_withoutItsReader_waitsForItAndGoesOn() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.producer(ATOMS));
      assertThat(portals.awaitQuiet(Duration.ofSeconds(1))).isFalse();
      assertThat(portals.lanes()).noneMatch(lane -> lane.sealed());
      portals.launch(Programs.reader());
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThat(atomsRead(portals)).isEqualTo(ATOMS + 1L);
    }
  }

  @Test
  void producer_neverWithItsReader_losesNothing() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.producer(ATOMS));
      assertThat(portals.awaitQuiet(Duration.ofSeconds(1))).isFalse();
    }
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.producer(ATOMS), Programs.reader());
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThat(atomsRead(portals)).isEqualTo(ATOMS + 1L);
    }
  }

  @Test
  void application_withoutTheWorkflowThatRead_isToBeStoppedFirst() throws Exception {
    var other =
        Application.named(
            "c",
            app -> app.workflow("other", app.generate("none", Generator.range(0, 0, 1))).consume());
    try (var portals = LocalPortals.open(directory)) {
      assertThatThrownBy(() -> portals.launch(Programs.producer(ATOMS), other))
          .isInstanceOf(PortalsException.class)
          .hasMessageContaining("/c/workflows/read is gone, its state and what is under way would");
      portals.stop("/c");
      portals.launch(Programs.producer(ATOMS), other);
      assertThat(portals.awaitQuiet(SOON)).isTrue();
    }
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.producer(ATOMS), other);
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThat(portals.lanes()).filteredOn(lane -> lane.sealed()).isNotEmpty();
    }
  }
}
