package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.build.Application;
import dev.portals.codec.Bytes;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Commit;
import dev.portals.protocol.Outcome;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a hostile review found: each of these fails. */
@Timeout(60)
class ReviewTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final AtomStream<String> OUT = AtomStream.at("/p/streams/out", String.class);
  private static final AtomStream<String> SIDE = AtomStream.at("/p/streams/side", String.class);
  private static final Portal<String, String> ECHO =
      Portal.at("/p/portals/echo", String.class, String.class, q -> q.isEmpty() ? null : q);
  private static final Portal<String, String> FIRST =
      Portal.at("/p/portals/first", String.class, String.class, q -> q.substring(0, 1));

  @TempDir Path directory;

  private static Application producer(int atoms) {
    return Application.named(
        "p",
        app ->
            app.generate(
                OUT,
                Generator.resumable(
                    String.class,
                    Integer.class,
                    0,
                    at ->
                        at == atoms
                            ? new Generator.Ended<>()
                            : new Generator.Atom<>(List.of("e" + at), at + 1))));
  }

  private static Application reader() {
    return Application.named("c", app -> app.workflow("read", OUT).consume());
  }

  /** F1: after a restart the producer runs before its reader is launched. */
  @Test
  void restart_launchedOneByOne_goesOn() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(producer(3), reader());
      assertThat(portals.awaitQuiet(SOON)).isTrue();
    }
    // not sealed in the first life: so that something is left to publish
    var other = directory.resolve("other");
    try (var portals = LocalPortals.open(other)) {
      portals.launch(producer(2_000_000), reader());
      portals.awaitQuiet(Duration.ofMillis(300));
    }
    try (var portals = LocalPortals.open(other)) {
      portals.launch(producer(2_000_000));
      Thread.sleep(500);
      portals.launch(reader());
      portals.awaitQuiet(Duration.ofMillis(500));
    }
  }

  private static Application echo() {
    return Application.named(
        "p",
        app ->
            app.workflow("w", app.generate("none", Generator.range(0, 0, 1)))
                .key(n -> "" + n)
                .task(
                    "t",
                    String.class,
                    task -> {
                      task.replies(ECHO)
                          .onAsk(
                              (q, ctx) -> {
                                if (q.equals("slow")) {
                                  sleep(1_000);
                                }
                                if (q.equals("nasty")) {
                                  throw new Nasty();
                                }
                                if (q.equals("long")) {
                                  throw new IllegalStateException(
                                      "x".repeat(1) + "\ud83d\ude00".repeat(2_000));
                                }
                                if (q.equals("longer")) {
                                  throw new IllegalStateException("\ud83d\ude00".repeat(2_000));
                                }
                                ctx.reply(q.substring(0, 1));
                              });
                      return (n, ctx) -> {};
                    })
                .consume());
  }

  private static final class Nasty extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private LocalPortals echoing() {
    var portals = LocalPortals.open(directory);
    portals.launch(echo());
    return portals;
  }

  private static void requireAnswers(LocalPortals portals, String q) throws Exception {
    try {
      portals.ask(ECHO, q, "k" + q.hashCode()).get(3, TimeUnit.SECONDS);
    } catch (TimeoutException never) {
      throw new AssertionError("never answered; lanes " + portals.lanes(), never);
    }
    assertThat(portals.ask(ECHO, "a", "after").get(3, TimeUnit.SECONDS)).isNotNull();
    assertThat(portals.lanes()).allMatch(lane -> lane.broken().isEmpty());
  }

  /** F: asks that wait at close are never told. */
  @Test
  void close_asksWaiting_completesThem() throws Exception {
    var portals = echoing();
    portals.ask(ECHO, "slow", "1");
    Thread.sleep(100);
    var second = portals.ask(ECHO, "a", "2");
    portals.close();
    try {
      second.get(3, TimeUnit.SECONDS);
    } catch (TimeoutException never) {
      throw new AssertionError("never completed", never);
    } catch (java.util.concurrent.ExecutionException told) {
      assertThat(told).isNotNull();
    }
  }

  /** F: a feedback loop with more than 1 MiB under way stands still for good. */
  @Test
  void loop_moreThanItsRoom_goesOn() throws Exception {
    var app =
        Application.named(
            "p",
            a ->
                a.workflow("w", OUT)
                    .key(s -> "k")
                    .task(
                        "t",
                        String.class,
                        task -> {
                          task.replies(ECHO)
                              .onAsk(
                                  (q, ctx) -> {
                                    ctx.emit("0" + "x".repeat(100_000));
                                    ctx.reply(q);
                                  });
                          return (s, ctx) -> {
                            if (s.charAt(0) < '3') {
                              ctx.emit((char) (s.charAt(0) + 1) + s.substring(1));
                            }
                          };
                        })
                    .filter(s -> true)
                    .sink(OUT));
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(app);
      for (var n = 0; n < 40; n++) {
        portals.ask(ECHO, "a" + n, "k" + n);
      }
      portals.awaitQuiet(Duration.ofSeconds(4));
      var one = portals.lanes().toString();
      portals.awaitQuiet(Duration.ofSeconds(2));
      // empty atoms circulate for ever, so it never rests, but it must not stand still
      assertThat(portals.lanes().toString()).isNotEqualTo(one);
    }
  }

  /** F: a launch that is refused leaves its readers behind; the next atom ends the process. */
  @Test
  void launch_refused_leavesNothingBehind() throws Exception {
    var gate = new CountDownLatch(1);
    var app =
        Application.named(
            "p",
            a -> {
              a.generate(OUT, Generator.of(String.class, List.of("a"), 1));
              a.generate(
                  SIDE,
                  Generator.resumable(
                      String.class,
                      Integer.class,
                      0,
                      at -> {
                        if (at == 0) {
                          awaitGate(gate);
                          return new Generator.Atom<>(List.of("late"), 1);
                        }
                        return new Generator.Ended<>();
                      }));
            });
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(app);
      Thread.sleep(300);
      var both =
          Application.named(
              "c",
              a -> {
                a.workflow("side", SIDE).consume();
                a.workflow("read", OUT).consume();
              });
      try {
        portals.launch(both);
        throw new AssertionError("launched");
      } catch (dev.portals.PortalsException refused) {
        assertThat(refused).hasMessageContaining("run before");
      }
      gate.countDown();
      assertThat(portals.awaitQuiet(SOON)).isTrue();
    }
  }

  /** F: a reader of a running producer that publishes while the launch is being written down. */
  @Test
  void launch_whileTheProducerBegins_isRefusedOrReadsAll() throws Exception {
    for (var round = 0; round < 30; round++) {
      var gate = new CountDownLatch(1);
      var app =
          Application.named(
              "p",
              a ->
                  a.generate(
                      OUT,
                      Generator.resumable(
                          String.class,
                          Integer.class,
                          0,
                          at -> {
                            awaitGate(gate);
                            return at == 1_000
                                ? new Generator.Ended<>()
                                : new Generator.Atom<>(List.of("e"), at + 1);
                          })));
      var at = directory.resolve("r" + round);
      try (var portals = LocalPortals.open(at)) {
        portals.launch(app);
        Thread.sleep(20);
        gate.countDown();
        try {
          portals.launch(reader());
        } catch (dev.portals.PortalsException refused) {
          continue;
        }
        assertThat(portals.awaitQuiet(SOON)).as("round " + round).isTrue();
      }
    }
  }

  private static void awaitGate(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
