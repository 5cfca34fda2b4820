package dev.portals.build;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.OnNext;
import dev.portals.task.Portal;
import dev.portals.task.TaskBuilder;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** An application {@code /shop} for tests of the builder. */
final class Built {
  static final Portal<String, Integer> STOCK =
      Portal.at("/shop/portals/stock", String.class, Integer.class, item -> item);
  static final Portal<String, Integer> BANK =
      Portal.at("/bank/portals/account", String.class, Integer.class, name -> name);

  private Built() {}

  static List<String> problems(Consumer<ApplicationBuilder> block) {
    var thrown =
        catchThrowableOfType(IllFormedException.class, () -> Application.named("shop", block));
    return thrown == null ? List.of() : thrown.problems();
  }

  static AtomStream<String> words(ApplicationBuilder app) {
    return app.generate("words", Generator.of(String.class, List.of("a", "b"), 1));
  }

  static Flow<String> keyed(ApplicationBuilder app) {
    return app.workflow("w", words(app)).key(word -> word);
  }

  /** The problems of a task behind a key, in a workflow that is well-formed otherwise. */
  static List<String> ofTask(Function<TaskBuilder<String, String>, OnNext<String, String>> block) {
    return problems(app -> keyed(app).task("t", String.class, block).consume());
  }
}
