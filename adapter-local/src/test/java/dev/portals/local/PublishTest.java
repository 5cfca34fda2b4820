package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.task.AtomStream;
import dev.portals.task.Portal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Design rules S13 and S14 in one process. */
@Timeout(120)
class PublishTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final AtomStream<Integer> NUMBERS =
      AtomStream.at("/sums/streams/numbers", Integer.class);
  private static final Portal<String, Integer> SUM =
      Portal.at("/sums/portals/sum", String.class, Integer.class, key -> key);

  @TempDir Path directory;

  private static Application sums() {
    return Application.named(
        "sums",
        app ->
            app.workflow("w", app.external(NUMBERS))
                .key(n -> "all")
                .task(
                    "sum",
                    Integer.class,
                    task -> {
                      var sum = task.perKey("sum", Integer.class, 0);
                      task.replies(SUM).onAsk((key, ctx) -> ctx.reply(ctx.state(sum).value()));
                      return (n, ctx) -> ctx.state(sum).update(s -> s + n);
                    })
                .consume());
  }

  private static Object sum(LocalPortals portals) throws Exception {
    assertThat(portals.awaitQuiet(SOON)).isTrue();
    return portals.ask(SUM, "all", "ask-" + System.nanoTime()).get();
  }

  @Test
  void s13_atomPublishedAgainAfterARestart_entersOnce() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(sums());
      portals.publish(NUMBERS, List.of(1, 2), "one").get();
      portals.publish(NUMBERS, List.of(), "two").get();
    }
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(sums());
      portals.publish(NUMBERS, List.of(1, 2), "one").get();
      portals.publish(NUMBERS, List.of(4), "three").get();

      assertThat(sum(portals)).hasToString("Replied[value=7]");
    }
  }

  @Test
  void s14_anotherAtomUnderTheSameKey_isRefused() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(sums());
      portals.publish(NUMBERS, List.of(1), "one").get();

      assertThatThrownBy(() -> portals.publish(NUMBERS, List.of(2), "one").join())
          .isInstanceOf(CompletionException.class)
          .hasMessageContaining(
              "idempotency key \"one\" was used before with another atom for"
                  + " /sums/streams/numbers");
      assertThat(sum(portals)).hasToString("Replied[value=1]");
    }
  }

  @Test
  void s13_streamThatIsNotExternalOrOfAnotherClass_isRefusedAtOnce() {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(sums());

      assertThatThrownBy(
              () ->
                  portals.publish(
                      AtomStream.at("/sums/streams/none", Integer.class), List.of(1), "one"))
          .isInstanceOf(PortalsException.class)
          .hasMessage(
              "nobody publishes to /sums/streams/none: no launched application has it. Maybe"
                  + " app.external(…)");
      assertThatThrownBy(
              () ->
                  portals.publish(AtomStream.at(NUMBERS.path(), String.class), List.of("1"), "one"))
          .hasMessage(
              "/sums/streams/numbers carries java.lang.Integer, not java.lang.String; nothing was"
                  + " published. Maybe share one constant");
    }
  }
}
