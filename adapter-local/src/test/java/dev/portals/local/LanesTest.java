package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.task.Answer;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several lanes an operator (design rule S3, protocol rule L2). */
class LanesTest {
  private static final int EVENTS = 10_000;
  private static final int KEYS = 100;
  private static final Portal<String, Integer> SEEN =
      Portal.at("/counts/portals/seen", String.class, Integer.class, key -> key);

  @TempDir private Path directory;

  private static Application counts() {
    return Application.named(
        "counts",
        app ->
            app.workflow("count", app.generate("numbers", Generator.range(0, EVENTS, 50)))
                .key(number -> "key " + number % KEYS)
                .task(
                    "count",
                    Integer.class,
                    task -> {
                      var seen = task.perKey("seen", Integer.class, 0);
                      task.replies(SEEN).onAsk((key, ctx) -> ctx.reply(ctx.state(seen).value()));
                      return (number, ctx) -> ctx.emit(ctx.state(seen).update(n -> n + 1));
                    })
                .sink("counts"));
  }

  private static String table(LocalPortals portals, String run) {
    return IntStream.range(0, KEYS)
        .mapToObj(key -> portals.ask(SEEN, "key " + key, run + key).join())
        .map(LanesTest::value)
        .collect(Collectors.joining(" "));
  }

  private static String value(Answer<Integer> answer) {
    return "" + answer.orThrow();
  }

  @Test
  void launch_withFourLanes_countsEveryKeyOnceAndGoesOn() throws Exception {
    var expected = ("100 ".repeat(KEYS)).trim();
    try (var portals = LocalPortals.open(directory, 4)) {
      portals.launch(counts());

      assertThat(portals.awaitQuiet(Duration.ofSeconds(60))).isTrue();
      assertThat(portals.lanes()).hasSize(1 + 4 + 4);
      assertThat(portals.lanes().stream().filter(lane -> lane.lane().operator().endsWith("key-1")))
          .allMatch(lane -> lane.atoms() > 0);
      assertThat(table(portals, "before")).isEqualTo(expected);
    }
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(counts());

      assertThat(portals.awaitQuiet(Duration.ofSeconds(60))).isTrue();
      assertThat(portals.lanes()).hasSize(1 + 4 + 4);
      assertThat(table(portals, "after")).isEqualTo(expected);
    }
  }

  @Test
  void launch_withAnotherNumberOfLanes_isRefused() throws Exception {
    try (var portals = LocalPortals.open(directory, 2)) {
      portals.launch(counts());
      assertThat(portals.awaitQuiet(Duration.ofSeconds(60))).isTrue();
    }
    try (var portals = LocalPortals.open(directory, 3)) {
      assertThatThrownBy(() -> portals.launch(counts()))
          .isInstanceOf(PortalsException.class)
          .hasMessageContaining("/counts has its state in 2 lanes an operator, not in 3")
          .hasMessageContaining("nothing was launched");
      assertThat(portals.lanes()).isEmpty();
    }
  }
}
