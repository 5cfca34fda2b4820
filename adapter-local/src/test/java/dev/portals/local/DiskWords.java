package dev.portals.local;

import dev.portals.build.Application;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Word count, and a second application that counts what the first one says. */
final class DiskWords {
  private static final AtomStream<String> COUNTS =
      AtomStream.at("/words/streams/counts", String.class);
  private static final Portal<String, Integer> COUNT =
      Portal.at("/words/portals/count", String.class, Integer.class, word -> word);
  private static final Portal<String, Integer> TOTAL =
      Portal.at("/totals/portals/total", String.class, Integer.class, word -> word);

  private DiskWords() {}

  static DiskProgram of(int lanes, int atoms) {
    var lines =
        IntStream.range(0, atoms)
            .mapToObj(n -> List.of("to be or", "not to be " + n % 3 + " " + filler(n)))
            .toList();
    var words =
        Application.named(
            "words",
            app ->
                app.workflow("count", app.generate("lines", Generator.atoms(String.class, lines)))
                    .flatMap(String.class, line -> List.of(line.split(" ")))
                    .key(word -> word)
                    .task("count", counting(COUNT))
                    .sink(COUNTS));
    var totals =
        Application.named(
            "totals",
            app ->
                app.workflow("total", COUNTS)
                    .key(word -> word.substring(0, 1))
                    .task("total", counting(TOTAL))
                    .sink("totals"));
    var view = new ArrayList<Question<?, ?>>();
    List.of("to", "be", "or", "not", "1").forEach(w -> view.add(new Question<>(COUNT, w, w)));
    List.of("t", "b", "o", "n", "1").forEach(w -> view.add(new Question<>(TOTAL, w, w)));
    return new DiskProgram("words", lanes, List.of(words, totals), 1, List.of(), view);
  }

  /** A long word that cannot be deflated, so that the log grows. */
  private static String filler(int seed) {
    return new Random(seed)
        .ints(300, 'A', 'Z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Counts what comes by key, and says how much. */
  static Task<String, String> counting(Portal<String, Integer> portal) {
    return Task.define(
        String.class,
        String.class,
        task -> {
          var seen = task.perKey("seen", Integer.class, 0);
          task.replies(portal).onAsk((key, ctx) -> ctx.reply(ctx.state(seen).value()));
          return (event, ctx) -> {
            ctx.state(seen).update(n -> n + 1);
            ctx.emit(event);
          };
        });
  }
}
