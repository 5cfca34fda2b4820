package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.build.Application;
import dev.portals.task.Answer;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPortalsTest {
  private static final Portal<String, Long> COUNT =
      Portal.at("/wordcount/portals/count", String.class, Long.class, word -> word);

  record WordCount(String word, long count) {}

  private static Application wordCount() {
    return Application.named(
        "wordcount",
        app -> {
          var lines =
              app.generate(
                  "lines",
                  Generator.atoms(
                      String.class,
                      List.of(List.of("to be or", "not to be"), List.of(), List.of("be"))));
          app.workflow("count", lines)
              .flatMap(String.class, line -> List.of(line.split(" ")))
              .key(word -> word)
              .task(
                  "count",
                  Task.<String, WordCount>define(
                      String.class,
                      WordCount.class,
                      task -> {
                        var seen = task.perKey("seen", Long.class, 0L);
                        task.replies(COUNT)
                            .onAsk((word, ctx) -> ctx.reply(ctx.state(seen).value()));
                        return (word, ctx) ->
                            ctx.emit(new WordCount(word, ctx.state(seen).update(n -> n + 1)));
                      }))
              .sink("counts");
        });
  }

  @Test
  void wordCount_launched_answersWithCounts(@TempDir Path directory) throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(wordCount());
      assertThat(portals.awaitQuiet(Duration.ofSeconds(20))).isTrue();
      assertThat(portals.ask(COUNT, "be", "1").join()).isEqualTo(new Answer.Replied<>(3L));
      System.out.println(portals.lanes());
    }
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(wordCount());
      assertThat(portals.awaitQuiet(Duration.ofSeconds(20))).isTrue();
      assertThat(portals.ask(COUNT, "to", "1").join()).isEqualTo(new Answer.Replied<>(2L));
      assertThat(portals.ask(COUNT, "be", "1").join()).isEqualTo(new Answer.Replied<>(3L));
      System.out.println(portals.lanes());
    }
  }
}
