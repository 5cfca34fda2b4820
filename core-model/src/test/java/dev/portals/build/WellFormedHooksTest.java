package dev.portals.build;

import static dev.portals.build.Built.BANK;
import static dev.portals.build.Built.STOCK;
import static dev.portals.build.Built.ofTask;
import static dev.portals.build.Built.problems;
import static dev.portals.build.Built.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.task.Task;
import dev.portals.task.TaskBuilder;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Design rule S12, one broken rule a test: hooks, maps, stashes, handlers that are null. */
@SuppressWarnings("NullAway") // what a caller without checks may pass
class WellFormedHooksTest {
  private static final String TASK = "/shop/workflows/w task t: ";

  private static List<String> keyed(Consumer<TaskBuilder<String, String>> block) {
    return ofTask(
        task -> {
          block.accept(task);
          return (word, ctx) -> {};
        });
  }

  private static List<String> unkeyed(Consumer<TaskBuilder<String, String>> block) {
    return problems(
        app ->
            app.workflow("w", words(app))
                .task(
                    "t",
                    String.class,
                    task -> {
                      block.accept(task);
                      return (word, ctx) -> {};
                    })
                .consume());
  }

  @Test
  void hook_declaredTwice_isRefused() {
    assertThat(
            keyed(
                task -> {
                  task.onComplete(ctx -> {});
                  task.onAtomComplete(ctx -> {});
                  task.onComplete(ctx -> {});
                  task.onError((thrown, ctx) -> {});
                  task.onError((thrown, ctx) -> {});
                  task.onAtomComplete(ctx -> {});
                }))
        .containsExactly(
            TASK + "declares onComplete twice. Maybe one that does both",
            TASK + "declares onError twice. Maybe one that does both",
            TASK + "declares onAtomComplete twice. Maybe one that does both");
  }

  @Test
  void hook_thatIsNull_isRefused() {
    assertThat(
            keyed(
                task -> {
                  task.onAtomComplete(null);
                  task.onComplete(null);
                  task.onError(null);
                }))
        .containsExactly(
            TASK + "declares onAtomComplete as null. Maybe leave it out",
            TASK + "declares onComplete as null. Maybe leave it out",
            TASK + "declares onError as null. Maybe leave it out");
  }

  @Test
  void handler_thatIsNull_isRefused() {
    assertThat(
            keyed(
                task -> {
                  var bank = task.asks(BANK);
                  task.onAnswer("a", bank, String.class, null);
                  task.onAnswers("b", bank, String.class, null);
                  var served = task.replies(STOCK);
                  served.onAnswer("c", bank, String.class, null);
                  served.onAnswers("d", bank, String.class, null);
                  served.onAsk(null);
                }))
        .containsExactly(
            TASK + "handles continuation \"a\" with null. Maybe a lambda that does it",
            TASK + "handles continuation \"b\" with null. Maybe a lambda that does it",
            TASK + "handles continuation \"c\" with null. Maybe a lambda that does it",
            TASK + "handles continuation \"d\" with null. Maybe a lambda that does it",
            TASK
                + "handles the asks of /shop/portals/stock with null. Maybe a lambda that does it");
  }

  @Test
  void valueMapAndStash_ofOneName_areRefused() {
    assertThat(
            keyed(
                task -> {
                  task.perKey("n", Integer.class, 0);
                  task.perKeyMap("n", String.class, Integer.class);
                  task.stash("n", String.class);
                }))
        .containsExactly(
            TASK + "has two states named \"n\". Maybe another name",
            TASK + "has two states named \"n\". Maybe another name");
  }

  @Test
  void mapAndStash_withBadNames_areRefused() {
    assertThat(
            keyed(
                task -> {
                  task.perTaskMap("a/b", String.class, Integer.class);
                  task.stash("", String.class);
                }))
        .hasSize(2)
        .allSatisfy(problem -> assertThat(problem).contains("is not a name for state. Maybe 1 to"));
  }

  @Test
  void mapAndStashPerKey_withoutKey_areRefused() {
    assertThat(
            unkeyed(
                task -> {
                  task.perKeyMap("m", String.class, Integer.class);
                  task.stash("s", String.class);
                  task.perTaskMap("all", String.class, Integer.class);
                }))
        .containsExactly(
            TASK
                + "keeps \"m\" per key, but no key is set before it. "
                + "Maybe .key(…) before .task(…), or task.perTaskMap(…)",
            TASK
                + "keeps \"s\" per key, but no key is set before it. "
                + "Maybe .key(…) before .task(…)");
  }

  @Test
  void mapAndStash_ofClassesThatCannotBecomeBytes_areRefusedWhereTheyAreDeclared() {
    assertThat(
            keyed(
                task -> {
                  task.perKeyMap("m", Thread.class, Runtime.class);
                  task.stash("s", Process.class);
                }))
        .hasSize(3)
        .satisfiesExactly(
            key -> assertThat(key).contains("/shop/workflows/w task t m key", "Thread"),
            value -> assertThat(value).contains("/shop/workflows/w task t m value", "Runtime"),
            event -> assertThat(event).contains("/shop/workflows/w task t s", "Process"));
  }

  @Test
  void stateWithANullNameOrClass_isRefused() {
    assertThat(
            keyed(
                task -> {
                  task.perKeyMap(null, String.class, Integer.class);
                  task.perTaskMap("m", null, Integer.class);
                  task.stash("s", null);
                }))
        .satisfiesExactly(
            name -> assertThat(name).startsWith(TASK + "\"null\" is not a name for state. Maybe"),
            key ->
                assertThat(key)
                    .isEqualTo(
                        "/shop/workflows/w task t m key: its class is null. "
                            + "Maybe Void.class where there are no values"),
            event -> assertThat(event).startsWith("/shop/workflows/w task t s: its class is null"));
  }

  private static List<String> service(Consumer<TaskBuilder<Void, String>> block) {
    return problems(app -> app.service("s", Task.service(String.class, block)).consume());
  }

  @Test
  void service_thatRepliesToItsPortal_isWellFormedAndKeyed() {
    assertThat(
            service(
                task -> {
                  task.perKey("n", Integer.class, 0);
                  task.asks(STOCK);
                  task.replies(STOCK).onAsk((item, ctx) -> ctx.reply(1));
                }))
        .isEmpty();
  }

  @Test
  void service_withoutPortal_isRefused() {
    assertThat(service(task -> {}))
        .containsExactly(
            "/shop/workflows/s task s: is a service, but serves no portal. "
                + "Maybe task.replies(…).onAsk(…)");
  }

  @Test
  void service_withHooks_isRefusedAsTheyNeverRun() {
    assertThat(
            service(
                task -> {
                  task.replies(STOCK).onAsk((item, ctx) -> ctx.reply(1));
                  task.onAtomComplete(ctx -> {});
                  task.onComplete(ctx -> {});
                  task.onError((thrown, ctx) -> {});
                }))
        .containsExactly(
            "/shop/workflows/s task s: declares onAtomComplete, but a service takes no atoms. "
                + "Maybe app.workflow(…)",
            "/shop/workflows/s task s: declares onComplete, but a service never ends. "
                + "Maybe app.workflow(…)",
            "/shop/workflows/s task s: declares onError, but whoever asks a service hears its"
                + " errors. Maybe app.workflow(…)");
  }

  @Test
  void service_withoutAnEnd_isRefused() {
    assertThat(
            problems(
                app ->
                    app.service(
                        "s",
                        Task.service(
                            String.class,
                            task -> task.replies(STOCK).onAsk((item, ctx) -> ctx.reply(1))))))
        .containsExactly(
            "/shop/workflows/s: has a flow that ends nowhere. "
                + "Maybe .sink(…), or .consume() to drop it");
  }
}
