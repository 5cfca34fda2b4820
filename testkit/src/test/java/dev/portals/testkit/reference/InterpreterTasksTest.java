package dev.portals.testkit.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.build.Application;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.OnNext;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import dev.portals.task.TaskBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Hooks, maps, stashes, services, and portals without a key function, written by hand. */
class InterpreterTasksTest {
  private static final AtomStream<String> OUT = AtomStream.at("/app/streams/out", String.class);
  private static final Portal<Integer, Integer> KEYLESS =
      Portal.at("/app/portals/keyless", Integer.class, Integer.class);

  private final Interpreter interpreter = new Interpreter();

  private void launch(
      List<List<Integer>> atoms,
      Function<TaskBuilder<Integer, String>, OnNext<Integer, String>> block) {
    interpreter.launch(
        Application.named(
            "app",
            app -> {
              app.service("keyless", keyless()).consume();
              app.workflow("w", app.generate("in", Generator.atoms(Integer.class, atoms)))
                  .key(n -> "k" + n % 2)
                  .task("t", String.class, block)
                  .sink(OUT);
            }));
  }

  private static Task<Void, Void> keyless() {
    return Task.service(
        Void.class,
        task -> {
          var asked = task.perKey("asked", Integer.class, 0);
          task.replies(KEYLESS)
              .onAsk((n, ctx) -> ctx.reply(ctx.state(asked).update(sum -> sum + n)));
        });
  }

  private List<List<Object>> out() {
    return interpreter.streams().get(OUT.path()).atoms();
  }

  private Object state(String workflow, String task, String name, String key) {
    return interpreter.states().get(new StateId("/app/workflows/" + workflow, task, name, key));
  }

  @Test
  void onAtomComplete_ofEveryAtom_emitsBehindItsEvents() {
    launch(
        List.of(List.of(1, 2), List.of()),
        task -> {
          task.onAtomComplete(ctx -> ctx.emit("complete"));
          return (n, ctx) -> ctx.emit("n" + n);
        });
    assertThat(out()).containsExactly(List.of("n1", "n2", "complete"), List.of("complete"));
  }

  @Test
  void onComplete_afterTheLastAnswer_emitsTheLastAtom() {
    launch(
        List.of(List.of(1)),
        task -> {
          var keyless = task.asks(KEYLESS);
          var then =
              task.onAnswer(
                  "then",
                  keyless,
                  Integer.class,
                  (n, answer, ctx) -> ctx.emit("answer " + answer.orThrow()));
          task.onComplete(ctx -> ctx.emit("complete"));
          return (n, ctx) -> ctx.ask(keyless, n).then(then, n);
        });
    assertThat(out()).containsExactly(List.of(), List.of("answer 1"), List.of("complete"));
    assertThat(interpreter.streams().get(OUT.path()).isSealed()).isTrue();
  }

  @Test
  void onComplete_thatThrows_isPutAsideAndTheStreamSealed() {
    launch(
        List.of(),
        task -> {
          task.onError((thrown, ctx) -> ctx.emit("heard " + thrown.getMessage()));
          task.onComplete(
              ctx -> {
                throw new IllegalStateException("no end");
              });
          return (n, ctx) -> {};
        });
    assertThat(out()).containsExactly(List.of("heard no end"));
    assertThat(interpreter.streams().get(OUT.path()).isSealed()).isTrue();
    assertThat(interpreter.deadLetters())
        .containsExactly(
            new DeadLetter.OfCompletion(
                "/app/workflows/w", "t", "java.lang.IllegalStateException: no end"));
  }

  @Test
  void onError_ofAnAtomAndAContinuation_emitsInTheirPlace() {
    launch(
        List.of(List.of(1), List.of(2), List.of(3)),
        task -> {
          var keyless = task.asks(KEYLESS);
          var seen = task.perTask("seen", Integer.class, 0);
          var then =
              task.onAnswer(
                  "then",
                  keyless,
                  Integer.class,
                  (n, answer, ctx) -> {
                    ctx.state(seen).set(100);
                    throw new IllegalStateException("then " + n);
                  });
          task.onError(
              (thrown, ctx) -> ctx.emit(thrown.getMessage() + " after " + ctx.state(seen).value()));
          return (n, ctx) -> {
            ctx.emit("" + ctx.state(seen).update(s -> s + n));
            if (n == 2) {
              throw new IllegalStateException("next " + n);
            } else if (n == 3) {
              ctx.ask(keyless, n).then(then, n);
            }
          };
        });
    assertThat(out())
        .containsExactly(
            List.of("1"), List.of("next 2 after 1"), List.of("4"), List.of("then 3 after 4"));
    assertThat(interpreter.deadLetters()).hasSize(2);
  }

  @Test
  void map_ofAKeyAndOfTheTask_holdsItsEntriesInOrder() {
    launch(
        List.of(List.of(3, 1, 2, 5)),
        task -> {
          var mine = task.perKeyMap("mine", String.class, Integer.class);
          var all = task.perTaskMap("all", String.class, Integer.class);
          return (n, ctx) -> {
            ctx.state(mine).put("e" + n, n);
            ctx.state(all).put("e" + n, n);
            if (n == 5) {
              ctx.state(mine).remove("e1");
              ctx.emit(ctx.state(mine).entries() + " " + ctx.state(all).entries());
            } else if (n == 2) {
              ctx.state(mine).clear();
            }
          };
        });
    assertThat(out()).containsExactly(List.of("{e3=3, e5=5} {e1=1, e2=2, e3=3, e5=5}"));
    assertThat(state("w", "t", "mine", "k1")).isEqualTo(Map.of("e3", 3, "e5", 5));
    assertThat(state("w", "t", "mine", "k0")).isNull();
  }

  @Test
  void stash_ofAKey_givesTheOldestFirst() {
    launch(
        List.of(List.of(1, 3, 5, 7, 9, 2)),
        task -> {
          var later = task.stash("later", Integer.class);
          return (n, ctx) -> {
            if (n == 7) {
              ctx.emit(ctx.state(later).take() + " of " + ctx.state(later).size());
            } else {
              ctx.state(later).put(n);
            }
          };
        });
    assertThat(out()).containsExactly(List.of("Optional[1] of 2"));
    assertThat(state("w", "t", "later", "k1")).isEqualTo(List.of(3, 5, 9));
    assertThat(state("w", "t", "later", "k0")).isEqualTo(List.of(2));
  }

  @Test
  void portal_withoutKeyFunction_isAskedAtTheGivenOrTheOwnKey() {
    launch(
        List.of(List.of(1, 2)),
        task -> {
          var keyless = task.asks(KEYLESS);
          return (n, ctx) -> {
            ctx.ask(keyless, n);
            ctx.ask(keyless.at("other"), 10 * n);
          };
        });
    assertThat(state("keyless", "keyless", "asked", "k0")).isEqualTo(2);
    assertThat(state("keyless", "keyless", "asked", "k1")).isEqualTo(1);
    assertThat(state("keyless", "keyless", "asked", "other")).isEqualTo(30);
  }
}
