package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.task.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Closing while user code runs. */
@Timeout(60)
class CloseTest {
  @TempDir Path directory;
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private LocalPortals portals;
  private CompletableFuture<Answer<String>> first;
  private CompletableFuture<Answer<String>> second;

  @BeforeEach
  void askTwice() throws Exception {
    portals = LocalPortals.open(directory);
    portals.launch(Programs.echo(this::reply));
    first = portals.ask(Programs.ECHO, "slow", "1");
    running.await();
    second = portals.ask(Programs.ECHO, "a", "2"); // waits in the lane's mailbox
  }

  @AfterEach
  void end() {
    goOn.countDown();
    portals.close();
  }

  private String reply(String request) {
    if (request.equals("slow")) {
      running.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return request;
  }

  private static void requireClosed(CompletableFuture<?> told) {
    assertThatThrownBy(() -> told.get(30, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(PortalsException.class)
        .hasMessage("closed. Maybe open the directory again");
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void asks_waitingAtClose_areToldOrAnswered() throws Exception {
    var closing = new Thread(portals::close);
    closing.start();
    awaitWaiting(closing);
    goOn.countDown();
    closing.join();
    requireClosed(second);
    first.handle((answer, told) -> true).get(30, TimeUnit.SECONDS); // answered, or told
    assertThatThrownBy(() -> portals.ask(Programs.ECHO, "a", "3"))
        .hasMessage("closed. Maybe open the directory again");
  }

  @Test
  void awaitQuiet_atClose_isToldAtOnce() throws Exception {
    var told = new CompletableFuture<Boolean>();
    var waiting =
        new Thread(
            () -> {
              try {
                told.complete(portals.awaitQuiet(Duration.ofMinutes(10)));
              } catch (InterruptedException | RuntimeException why) {
                told.completeExceptionally(why);
              }
            });
    waiting.start();
    awaitWaiting(waiting);
    var closing = new Thread(portals::close);
    closing.start();
    requireClosed(told); // while the user code still runs
    assertThat(closing.isAlive()).isTrue();
    goOn.countDown();
    closing.join();
  }

  @Test
  void close_userCodeThatDoesNotReturn_isNotWaitedForAndLeavesNothing() throws Exception {
    portals.close(); // the code still waits
    requireClosed(first);
    requireClosed(second);
    try (var again = LocalPortals.open(directory)) {
      goOn.countDown(); // and now replies, in the first life
      again.launch(Programs.echo(q -> "anew"));
      var answer = again.ask(Programs.ECHO, "slow", "1").get(30, TimeUnit.SECONDS);
      assertThat(answer).isEqualTo(new Answer.Replied<>("anew"));
    }
  }
}
