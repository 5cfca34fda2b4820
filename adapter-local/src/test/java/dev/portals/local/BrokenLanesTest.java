package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.build.Application;
import dev.portals.driver.LaneStatus;
import dev.portals.task.FailurePolicy;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of those who wait for a lane that has stopped for good. */
@Timeout(120)
class BrokenLanesTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int ATOMS = 100_000; // several times what a reader may be behind
  private static final Portal<String, String> FORWARD =
      Portal.at("/f/portals/forward", String.class, String.class, q -> q);

  @TempDir Path directory;

  private static LaneStatus lane(LocalPortals portals, String operator) {
    return portals.lanes().stream()
        .filter(lane -> lane.lane().operator().equals(operator))
        .findAny()
        .orElseThrow();
  }

  /** Asks {@link Programs#ECHO} on behalf of its callers. */
  private static Application forward() {
    return Application.named(
        "f",
        app ->
            app.workflow("f", app.generate("none", Generator.range(0, 0, 1)))
                .key(n -> "" + n)
                .task(
                    "t",
                    String.class,
                    task -> {
                      var echo = task.asks(Programs.ECHO);
                      var forward = task.replies(FORWARD);
                      var then =
                          forward.onAnswer(
                              "then",
                              echo,
                              String.class,
                              (q, answer, ctx) -> ctx.reply(answer.orThrow()));
                      forward.onAsk((q, ctx) -> ctx.ask(echo, q).then(then, q));
                      return (n, ctx) -> {};
                    })
                .consume());
  }

  @Test
  void brokenReader_stopsItsProducerWhichIsQuietThen() throws Exception {
    var stop = new AtomicBoolean(true);
    var producer =
        Programs.producer(
            ATOMS,
            at -> {
              if (at == 100 && stop.get()) {
                throw new IllegalStateException("not in this life");
              }
            });
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(producer, Programs.reader());
      while (lane(portals, "workflows/read").atoms() == 0) {
        Thread.onSpinWait();
      }
    }
    BrokenLanes.breakLane(directory, "workflows/read");
    stop.set(false);
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(producer, Programs.reader());
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThat(lane(portals, "workflows/read").broken()).isPresent();
      assertThat(lane(portals, "generators/out").sealed()).isFalse();
      assertThat(lane(portals, "generators/out").broken()).isEmpty();
    }
  }

  @Test
  void brokenReplier_refusesAndItsAskersAreQuiet() throws Exception {
    for (var life = 0; life < 2; life++) {
      try (var portals = LocalPortals.open(directory)) {
        portals.launch(Programs.echo(q -> q), forward());
        if (life == 0) {
          assertThat(portals.awaitQuiet(SOON)).isTrue();
        } else {
          var forwarded = portals.ask(FORWARD, "a", "k");
          assertThat(portals.awaitQuiet(SOON)).isTrue();
          assertThat(lane(portals, "workflows/f").outstanding()).isEqualTo(1);
          assertThat(forwarded).isNotDone();
          assertThatThrownBy(() -> portals.ask(Programs.ECHO, "a", "k").get(30, TimeUnit.SECONDS))
              .cause()
              .isInstanceOf(AskRefusedException.class)
              .hasMessageContaining("/p/workflows/w#0 has stopped for good");
        }
      }
      if (life == 0) {
        BrokenLanes.breakLane(directory, "workflows/w");
      }
    }
  }

  @Test
  void laneThatItsPolicyStopped_stopsItsProducerAndTriesAnewInTheNextLife() throws Exception {
    var poisonous = new AtomicBoolean(true);
    var reader =
        Application.named(
            "r",
            app ->
                app.workflow("read", Programs.OUT)
                    .onFailure(FailurePolicy.stop())
                    .peek(
                        event -> {
                          if (poisonous.get()) {
                            throw new IllegalStateException("poison");
                          }
                        })
                    .consume());
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.producer(ATOMS, at -> {}), reader);
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThat(lane(portals, "workflows/read").stopped().orElseThrow()).contains("poison");
      assertThat(lane(portals, "workflows/read").broken()).isEmpty();
      assertThat(lane(portals, "generators/out").sealed()).isFalse();
    }
    poisonous.set(false);
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.producer(ATOMS, at -> {}), reader);
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThat(lane(portals, "workflows/read").stopped()).isEmpty();
      assertThat(lane(portals, "generators/out").sealed()).isTrue();
    }
  }

  @Test
  void retry_besideABrokenLane_isAwaited() throws Exception {
    var failing = new AtomicBoolean(true);
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.echo(q -> q));
      assertThat(portals.awaitQuiet(SOON)).isTrue();
    }
    BrokenLanes.breakLane(directory, "workflows/w");
    var other =
        Application.named(
            "other",
            app ->
                app.generate(
                    "flaky",
                    Programs.numbered(
                        1,
                        at -> {
                          if (at == 0 && failing.getAndSet(false)) {
                            throw new IllegalStateException("once");
                          }
                        })));
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.echo(q -> q), other);
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThat(lane(portals, "generators/flaky").sealed()).isTrue();
    }
  }
}
