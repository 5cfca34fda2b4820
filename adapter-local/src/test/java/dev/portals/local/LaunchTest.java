package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.plan.Phase;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Sequencer;
import dev.portals.task.Start;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Launches beside applications that run. */
@Timeout(120)
class LaunchTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final AtomStream<String> GONE = AtomStream.at("/gone/streams/out", String.class);
  private static final AtomStream<Integer> WRONG = AtomStream.at("/p/streams/out", Integer.class);

  @TempDir Path directory;

  private final List<String> read = new CopyOnWriteArrayList<>();

  private Application late(String name, Start start) {
    return Application.named(
        name,
        app ->
            app.workflow("read", Programs.OUT, start)
                .map(
                    String.class,
                    event -> {
                      read.add(event);
                      return event;
                    })
                .consume());
  }

  @Test
  void launch_refused_namesEveryProblemAndLeavesNothingBehind() throws Exception {
    var wrong =
        Application.named(
            "c",
            app -> {
              app.workflow("gone", GONE).consume();
              app.workflow("wrong", WRONG).consume();
            });
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.producer(10));
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThatThrownBy(() -> portals.launch(wrong, Programs.reader()))
          .isInstanceOf(PortalsException.class)
          .hasMessageContaining("launched already");
      assertThatThrownBy(() -> portals.launch(wrong))
          .isInstanceOf(PortalsException.class)
          .hasMessageContaining("/c/workflows/gone reads /gone/streams/out, which no running")
          .hasMessageContaining("/c/workflows/wrong reads /p/streams/out as java.lang.Integer");
      assertThat(portals.applications()).hasSize(1);
      assertThat(portals.lanes()).hasSize(1);
    }
    try (var portals = LocalPortals.open(directory)) {
      assertThat(portals.applications()).hasSize(1);
      portals.launch(Programs.producer(10), Programs.reader());
      assertThat(portals.awaitQuiet(SOON)).isTrue();
    }
  }

  @Test
  void reader_launchedLater_readsFromThen() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.desk());
      Programs.write(portals, 0, 5);
      portals.launch(late("c", Start.NOW));
      Programs.write(portals, 5, 7);
      assertThat(portals.awaitQuiet(SOON)).isTrue();
    }
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.desk(), late("c", Start.NOW));
      Programs.write(portals, 7, 9);
      assertThat(portals.awaitQuiet(SOON)).isTrue();
    }
    assertThat(read).containsExactly("e5", "e6", "e7", "e8");
  }

  @Test
  void reader_ofWhatHasEnded_readsItsEnd() throws Exception {
    var ended = new CountDownLatch(2);
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.producer(10));
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      for (var start : Start.values()) {
        portals.launch(
            Application.named(
                "c" + start.ordinal(),
                app ->
                    app.workflow("read", Programs.OUT, start)
                        .task(
                            "t",
                            String.class,
                            task -> {
                              task.onComplete(ctx -> ended.countDown());
                              return (event, ctx) -> {};
                            })
                        .consume()));
      }
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThat(ended.getCount()).isZero();
    }
  }

  @Test
  void reader_fromTheEarliest_readsWhatIsKept() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.desk());
      Programs.write(portals, 0, 2);
      portals.launch(Programs.reader());
      assertThat(portals.awaitQuiet(SOON)).isTrue();
    }
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.desk());
      Programs.write(portals, 2, 5); // kept for the reader, which is not here
      portals.launch(late("d", Start.EARLIEST));
      portals.launch(Programs.reader());
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThat(read).containsExactly("e0", "e1", "e2", "e3", "e4");
    }
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.desk(), Programs.reader(), late("d", Start.EARLIEST));
      Programs.write(portals, 5, 6);
      assertThat(portals.awaitQuiet(SOON)).isTrue();
    }
    assertThat(read).containsExactly("e0", "e1", "e2", "e3", "e4", "e5");
  }

  @Test
  void launch_whileTheProducerRuns_losesNothingAfterwards() throws Exception {
    for (var round = 0; round < 20; round++) {
      var at = directory.resolve("r" + round);
      read.clear();
      try (var portals = LocalPortals.open(at)) {
        portals.launch(Programs.producer(1_000));
        portals.launch(late("c", Start.EARLIEST));
        if (round % 2 == 0) {
          assertThat(portals.awaitQuiet(SOON)).isTrue();
        }
      }
      try (var portals = LocalPortals.open(at)) {
        portals.launch(Programs.producer(1_000), late("c", Start.EARLIEST));
        assertThat(portals.awaitQuiet(SOON)).isTrue();
        assertThat(portals.applications()).allMatch(it -> it.phase() == Phase.RUNNING);
      }
      for (var number = 1; number < read.size(); number++) {
        var before = Integer.parseInt(read.get(number - 1).substring(1));
        assertThat(Integer.parseInt(read.get(number).substring(1)))
            .isBetween(before - 1_000, before + 1);
      }
      assertThat(read.isEmpty() || read.contains("e999")).isTrue();
    }
  }

  @Test
  void launch_ofAConnectionToASequencerThatRuns_connectsIt() throws Exception {
    var court = Sequencer.at("/c/sequencers/court", String.class);
    var owner = Application.named("c", app -> app.workflow("w", app.sequencer(court)).consume());
    var connecting =
        Application.named(
            "d",
            app ->
                app.connect(
                    app.generate("in", Generator.of(String.class, List.of("a", "b"), 1)), court));
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(owner);
      portals.launch(connecting);
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      requireRead(portals, 2);
      portals.stop("/d");
      portals.launch(connecting);
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      requireRead(portals, 4);
    }
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(connecting, owner);
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      portals.stop("/d");
      portals.stop("/c");
    }
  }

  private static void requireRead(LocalPortals portals, int atoms) {
    assertThat(portals.lanes())
        .filteredOn(lane -> lane.lane().operator().equals("workflows/w"))
        .singleElement()
        .satisfies(lane -> assertThat(lane.atoms()).isEqualTo(atoms));
  }
}
