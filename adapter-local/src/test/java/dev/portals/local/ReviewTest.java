package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.build.Application;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

  private static void awaitGate(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
