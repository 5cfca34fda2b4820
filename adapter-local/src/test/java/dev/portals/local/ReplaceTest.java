package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.plan.Registration;
import dev.portals.task.Answer;
import dev.portals.task.Generator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Code that is replaced while it runs. */
@Timeout(120)
class ReplaceTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path directory;

  /** Counts how often each text was asked. */
  private static Application counting(String version) {
    return Application.named(
        "p",
        app ->
            app.workflow("w", app.generate("none", Generator.range(0, 0, 1)))
                .key(n -> "" + n)
                .task(
                    "t",
                    String.class,
                    task -> {
                      var seen = task.perKey("seen", Long.class, 0L);
                      task.replies(Programs.ECHO)
                          .onAsk(
                              (q, ctx) -> ctx.reply(version + ctx.state(seen).update(n -> n + 1)));
                      return (n, ctx) -> {};
                    })
                .consume());
  }

  /** The same with another type of state. */
  private static Application incompatible() {
    return Application.named(
        "p",
        app ->
            app.workflow("w", app.generate("none", Generator.range(0, 0, 1)))
                .key(n -> "" + n)
                .task(
                    "t",
                    String.class,
                    task -> {
                      task.perKey("seen", String.class, "");
                      task.replies(Programs.ECHO).onAsk((q, ctx) -> ctx.reply(q));
                      return (n, ctx) -> {};
                    })
                .consume());
  }

  private static Answer<String> ask(LocalPortals portals, String key) {
    return portals.ask(Programs.ECHO, "a", key).join();
  }

  private static long epoch(LocalPortals portals) {
    return portals.applications().stream().mapToLong(Registration::planEpoch).max().orElseThrow();
  }

  @Test
  void replace_whileItRuns_keepsStateAndAnswers() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(counting("one"));
      assertThat(ask(portals, "k")).isEqualTo(new Answer.Replied<>("one1"));
      portals.replace(counting("two"));
      assertThat(ask(portals, "k")).isEqualTo(new Answer.Replied<>("one1"));
      assertThat(ask(portals, "l")).isEqualTo(new Answer.Replied<>("two2"));
      assertThat(epoch(portals)).isEqualTo(2);
    }
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(counting("three"));
      assertThat(ask(portals, "m")).isEqualTo(new Answer.Replied<>("three3"));
    }
  }

  @Test
  void replace_byWhatCannotGoOn_isRefusedAndTheOldGoesOn() throws Exception {
    var reason =
        "/p/workflows/w task t keeps \"seen\" as java.lang.Long per key, and it cannot be read as"
            + " java.lang.String per key";
    try (var portals = LocalPortals.open(directory)) {
      assertThatThrownBy(() -> portals.replace(counting("one")))
          .isInstanceOf(PortalsException.class)
          .hasMessageContaining("/p was not replaced: it does not run");
      portals.launch(counting("one"));
      assertThat(ask(portals, "k")).isEqualTo(new Answer.Replied<>("one1"));
      assertThatThrownBy(() -> portals.replace(incompatible()))
          .isInstanceOf(PortalsException.class)
          .hasMessageContaining(reason);
      assertThat(ask(portals, "l")).isEqualTo(new Answer.Replied<>("one2"));
    }
    try (var portals = LocalPortals.open(directory)) {
      assertThatThrownBy(() -> portals.launch(incompatible()))
          .isInstanceOf(PortalsException.class)
          .hasMessageContaining("nothing was replaced")
          .hasMessageContaining(reason);
      portals.launch(counting("one"));
      assertThat(ask(portals, "m")).isEqualTo(new Answer.Replied<>("one3"));
    }
  }

  @Test
  void replace_whileManyAsk_answersEachOnce() throws Exception {
    var answers = new ArrayList<CompletableFuture<Answer<String>>>();
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(counting(""));
      for (var round = 0; round < 20; round++) {
        for (var number = 0; number < 50; number++) {
          answers.add(portals.ask(Programs.ECHO, "a", "k" + round + "-" + number));
        }
        portals.replace(counting(""));
      }
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      for (var number = 0; number < answers.size(); number++) {
        assertThat(answers.get(number).join()).isEqualTo(new Answer.Replied<>("" + (number + 1)));
      }
      assertThat(epoch(portals)).isEqualTo(21);
    }
  }

  @Test
  void reader_replacedWhileItReads_readsEachAtomOnce() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Programs.producer(20_000), Programs.reader());
      for (var round = 0; round < 20; round++) {
        portals.replace(Programs.reader());
        portals.replace(Programs.producer(20_000));
      }
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThat(portals.lanes()).anyMatch(lane -> lane.atoms() == 20_001);
    }
  }
}
