package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.build.Application;
import dev.portals.task.Answer;
import dev.portals.task.Generator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever user code does, its lane and the process go on. */
class UserCodeTest {
  @TempDir Path directory;

  private static final class Nasty extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  private static String reply(String request) {
    if (request.equals("nasty")) {
      throw new Nasty();
    }
    if (request.startsWith("long")) {
      throw new IllegalStateException(request.substring(4) + "\ud83d\ude00".repeat(2_000));
    }
    return request;
  }

  private void requireFailed(String request) throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.echo(UserCodeTest::reply));
      var failed = portals.ask(Programs.ECHO, request, "k").get(30, TimeUnit.SECONDS);
      assertThat(failed).isInstanceOf(Answer.Failed.class);
      var after = portals.ask(Programs.ECHO, "a", "after").get(30, TimeUnit.SECONDS);
      assertThat(after).isEqualTo(new Answer.Replied<>("a"));
      assertThat(portals.lanes()).allMatch(lane -> lane.broken().isEmpty());
    }
  }

  @Test
  void exception_withoutMessage_isAFailure() throws Exception {
    requireFailed("nasty");
  }

  @Test
  void exception_longAndCutWithinAPair_isAFailure() throws Exception {
    requireFailed("long");
    requireFailed("longx");
  }

  @Test
  void eventKey_halfOfAPair_isADeadLetter() throws Exception {
    var app =
        Application.named(
            "p",
            a ->
                a.workflow(
                        "w",
                        a.generate("g", Generator.of(String.class, List.of("\ud83d\ude00"), 1)))
                    .key(s -> s.substring(0, 1))
                    .task(
                        "t",
                        String.class,
                        task -> {
                          var n = task.perKey("n", Long.class, 0L);
                          return (s, ctx) -> ctx.state(n).update(x -> x + 1);
                        })
                    .consume());
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(app);
      assertThat(portals.awaitQuiet(Duration.ofSeconds(60))).isTrue();
      assertThat(portals.lanes()).allMatch(lane -> lane.broken().isEmpty());
      assertThat(portals.lanes()).anyMatch(lane -> lane.deadLetters() == 1);
    }
  }
}
