package @package@;

import dev.portals.build.Application;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.util.List;

/** The application: lines come in, words are counted, and whoever wants to know a count asks. */
public final class Words {
  /** Its last part says which key a request is about, and so whose state answers it. */
  public static final Portal<CountRequest, WordCount> COUNTS =
      Portal.at(
          "/@name@/portals/counts", CountRequest.class, WordCount.class, CountRequest::word);

  private Words() {}

  /**
   * Counts the words of some lines.
   *
   * @param lines must be the same after a restart
   */
  public static Application application(List<String> lines) {
    return Application.named(
        "@name@",
        app ->
            app.workflow("count", app.generate("lines", Generator.of(String.class, lines, 1)))
                .flatMap(String.class, line -> List.of(line.split("\\W+")))
                .key(word -> word)
                .task("count", count())
                .sink("counts"));
  }

  static Task<String, WordCount> count() {
    return Task.define(
        String.class,
        WordCount.class,
        task -> {
          var seen = task.perKey("seen", Long.class, 0L);
          task.replies(COUNTS)
              .onAsk((asked, ctx) -> ctx.reply(new WordCount(ctx.key(), ctx.state(seen).value())));
          return (word, ctx) -> ctx.emit(new WordCount(word, ctx.state(seen).update(n -> n + 1)));
        });
  }
}
