package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.task.Answer;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPortalsTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Portal<String, Long> COUNT =
      Portal.at("/wordcount/portals/count", String.class, Long.class, word -> word);
  private static final AtomStream<WordCount> COUNTS =
      AtomStream.at("/wordcount/streams/counts", WordCount.class);
  private static final Portal<String, Long> TOTAL =
      Portal.at("/relay/portals/total", String.class, Long.class, word -> word);

  @TempDir Path directory;

  record WordCount(String word, long count) {}

  /** Counts words; refuses to say how often "secret" was there. */
  private static Application wordCount(int atoms) {
    return Application.named(
        "wordcount",
        app -> {
          var lines =
              app.generate(
                  "lines",
                  Generator.resumable(
                      String.class,
                      Integer.class,
                      0,
                      at ->
                          at == atoms
                              ? new Generator.Ended<>()
                              : new Generator.Atom<>(List.of("to be or", "not to be"), at + 1)));
          app.workflow("count", lines)
              .flatMap(String.class, line -> List.of(line.split(" ")))
              .key(word -> word)
              .task("count", count())
              .sink(COUNTS);
        });
  }

  private static Task<String, WordCount> count() {
    return Task.define(
        String.class,
        WordCount.class,
        task -> {
          var seen = task.perKey("seen", Long.class, 0L);
          task.replies(COUNT)
              .onAsk(
                  (word, ctx) -> {
                    if (word.equals("secret")) {
                      throw new IllegalArgumentException("not telling");
                    }
                    ctx.reply(ctx.state(seen).value());
                  });
          return (word, ctx) -> ctx.emit(new WordCount(word, ctx.state(seen).update(n -> n + 1)));
        });
  }

  /** Asks {@link #COUNT} on behalf of its callers. */
  private static Application relay() {
    return Application.named(
        "relay",
        app ->
            app.workflow("relay", app.generate("none", Generator.range(0, 0, 1)))
                .key(n -> "" + n)
                .task(
                    "relay",
                    Task.define(
                        Integer.class,
                        Void.class,
                        task -> {
                          var count = task.asks(COUNT);
                          var total = task.replies(TOTAL);
                          var answered =
                              total.onAnswer(
                                  "answered",
                                  count,
                                  String.class,
                                  (word, answer, ctx) -> ctx.reply(answer.orThrow() * 100));
                          total.onAsk((word, ctx) -> ctx.ask(count, word).then(answered, word));
                          return (n, ctx) -> {};
                        }))
                .consume());
  }

  private LocalPortals open(Application... applications) {
    var portals = LocalPortals.open(directory);
    portals.launch(applications);
    return portals;
  }

  private static Answer<Long> ask(LocalPortals portals, String word, String idempotencyKey) {
    return portals.ask(COUNT, word, idempotencyKey).join();
  }

  @Test
  void applications_openedAgain_goOnWhereTheyStopped() throws Exception {
    for (var opening = 0; opening < 3; opening++) {
      try (var portals = open(wordCount(1_000))) {
        assertThat(portals.awaitQuiet(SOON)).isTrue();
        assertThat(ask(portals, "be", "q" + opening)).isEqualTo(new Answer.Replied<>(2_000L));
        assertThat(portals.lanes()).allMatch(lane -> lane.broken().isEmpty());
      }
    }
  }

  @Test
  void applications_closedInTheMiddle_countEachWordOnce() throws Exception {
    for (var opening = 0; opening < 20; opening++) {
      try (var portals = open(wordCount(20_000))) {
        portals.awaitQuiet(Duration.ofMillis(5));
      }
    }
    try (var portals = open(wordCount(20_000))) {
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThat(ask(portals, "be", "q")).isEqualTo(new Answer.Replied<>(40_000L));
      assertThat(ask(portals, "or", "q")).isEqualTo(new Answer.Replied<>(20_000L));
    }
  }

  @Test
  void ask_throughAnotherApplication_isAnswered() throws Exception {
    try (var portals = open(relay(), wordCount(10))) {
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThat(portals.ask(TOTAL, "to", "t").join()).isEqualTo(new Answer.Replied<>(2_000L));
      assertThat(portals.ask(TOTAL, "secret", "s").join())
          .isInstanceOfSatisfying(
              Answer.Failed.class, failed -> assertThat(failed.error()).contains("not telling"));
    }
  }

  @Test
  void ask_repeatedWithItsKey_givesTheRecordedAnswer() throws Exception {
    try (var portals = open(wordCount(10))) {
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThat(ask(portals, "be", "first")).isEqualTo(new Answer.Replied<>(20L));
    }
    try (var portals = open(wordCount(20))) {
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThat(ask(portals, "be", "first")).isEqualTo(new Answer.Replied<>(20L));
      assertThat(ask(portals, "be", "second")).isEqualTo(new Answer.Replied<>(20L));
    }
  }

  @Test
  void ask_handlerThrows_isFailedAndTheLaneGoesOn() throws Exception {
    try (var portals = open(wordCount(10))) {
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThat(ask(portals, "secret", "s")).isInstanceOf(Answer.Failed.class);
      assertThat(ask(portals, "be", "s")).isEqualTo(new Answer.Replied<>(20L));
    }
  }

  @Test
  void launch_ofAnAskerAlone_namesThePortalThatIsMissing() {
    assertThatThrownBy(() -> open(relay()))
        .isInstanceOf(PortalsException.class)
        .hasMessageContaining("/relay/workflows/relay asks /wordcount/portals/count")
        .hasMessageContaining("nothing was launched");
  }

  @Test
  void launch_whileOthersRun_findsTheirPortals() throws Exception {
    try (var portals = open(wordCount(10))) {
      portals.launch(relay());
      assertThat(portals.awaitQuiet(SOON)).isTrue();
      assertThat(portals.ask(TOTAL, "be", "t").join()).isEqualTo(new Answer.Replied<>(2_000L));
      assertThatThrownBy(() -> portals.launch(relay()))
          .hasMessage(
              "application /relay is launched already; nothing was launched. Maybe replace it, or another name");
    }
  }

  @Test
  void ask_ofAPortalThatDoesNotRun_namesThoseThatDo() {
    try (var portals = open(wordCount(1))) {
      assertThatThrownBy(() -> portals.ask(TOTAL, "be", "q"))
          .hasMessage(
              "no portal /relay/portals/total is running. Maybe one of [/wordcount/portals/count]");
    }
  }

  @Test
  void open_aSecondTime_saysWhoHoldsTheDirectory() {
    try (var portals = open(wordCount(1))) {
      assertThat(portals.lanes()).hasSize(2);
      assertThatThrownBy(() -> LocalPortals.open(directory))
          .isInstanceOf(PortalsException.class)
          .hasMessageContaining(directory.toString());
    }
  }

  @Test
  void ask_afterClose_isRefused() {
    var portals = open(wordCount(1));
    portals.close();
    assertThatThrownBy(() -> portals.ask(COUNT, "be", "q"))
        .isNotInstanceOf(CompletionException.class)
        .hasMessage("closed. Maybe open the directory again");
  }
}
