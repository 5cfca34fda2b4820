package dev.portals.testkit.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.build.Application;
import dev.portals.build.ApplicationBuilder;
import dev.portals.task.Answer;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.OnNext;
import dev.portals.task.Portal;
import dev.portals.task.Start;
import dev.portals.task.TaskBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the model says, written by hand (design rules S1 to S11). */
class InterpreterTest {
  private static final Portal<Integer, Integer> ECHO =
      Portal.at("/app/portals/echo", Integer.class, Integer.class, n -> "key");
  private static final AtomStream<String> OUT = AtomStream.at("/app/streams/out", String.class);

  record Many(List<Integer> numbers) {}

  private final Interpreter interpreter = new Interpreter();

  /** An application whose one task reads these atoms of numbers, all under one key. */
  private void launch(
      List<List<Integer>> atoms,
      Function<TaskBuilder<Integer, String>, OnNext<Integer, String>> block) {
    launch(
        app ->
            app.workflow("w", app.generate("in", Generator.atoms(Integer.class, atoms)))
                .key(n -> "key")
                .task("t", String.class, block)
                .sink(OUT));
  }

  private void launch(Consumer<ApplicationBuilder> block) {
    interpreter.launch(Application.named("app", block));
  }

  private List<List<Object>> out() {
    return interpreter.streams().get(OUT.path()).atoms();
  }

  private Object state(String name) {
    return interpreter.states().get(new StateId("/app/workflows/w", "t", name, "key"));
  }

  @Test
  void atom_withOrWithoutEvents_isForwardedWithItsBoundaries() {
    launch(
        List.of(List.of(1, 2), List.of(), List.of(3)),
        task ->
            (n, ctx) -> {
              if (n != 3) {
                ctx.emit("n" + n);
              }
            });
    assertThat(out()).containsExactly(List.of("n1", "n2"), List.of(), List.of());
    assertThat(interpreter.streams().get(OUT.path()).isSealed()).isTrue();
  }

  @Test
  void atom_ofSeveralEvents_passesTaskByTask() {
    var order = new ArrayList<String>();
    launch(
        app ->
            app.workflow("w", app.generate("in", Generator.range(0, 4, 2)))
                .map(Integer.class, n -> seen(order, "a", n))
                .map(Integer.class, n -> seen(order, "b", n))
                .consume());
    assertThat(order).containsExactly("a0", "a1", "b0", "b1", "a2", "a3", "b2", "b3");
  }

  private static int seen(List<String> order, String where, int n) {
    order.add(where + n);
    return n;
  }

  @Test
  void state_setAndThenChanged_isAsItWasSet() {
    launch(
        app ->
            app.workflow("w", app.generate("in", Generator.range(0, 1, 1)))
                .key(n -> "key")
                .task(
                    "t",
                    String.class,
                    task -> {
                      var kept = task.perKey("kept", Many.class, new Many(List.of()));
                      return (n, ctx) -> {
                        var numbers = new ArrayList<>(List.of(1));
                        ctx.state(kept).set(new Many(numbers));
                        numbers.add(2);
                        ctx.emit("" + ctx.state(kept).value().numbers());
                      };
                    })
                .sink(OUT));
    assertThat(out()).containsExactly(List.of("[1]"));
    assertThat(state("kept")).isEqualTo(new Many(List.of(1)));
  }

  @Test
  void ask_ofAnAtom_runsAfterItAndItsContinuationBeforeTheNext() {
    launch(
        List.of(List.of(1, 2), List.of(3)),
        task -> {
          var last = task.perKey("last", Integer.class, 0);
          task.replies(ECHO)
              .onAsk(
                  (n, ctx) -> {
                    ctx.emit("asked " + n + " after " + ctx.state(last).value());
                    ctx.reply(10 * n);
                  });
          var echo = task.asks(ECHO);
          var back =
              task.onAnswer(
                  "back",
                  echo,
                  String.class,
                  (context, answer, ctx) -> {
                    ctx.emit(context + " " + answer.orThrow());
                    ctx.emit("again");
                  });
          return (n, ctx) -> {
            ctx.ask(echo, n).then(back, "back " + n);
            ctx.state(last).set(n);
            ctx.emit("next " + n);
          };
        });
    assertThat(out())
        .containsExactly(
            List.of("next 1", "next 2"),
            List.of("asked 1 after 2"),
            List.of("asked 2 after 2"),
            List.of("back 1 10", "again"),
            List.of("back 2 20", "again"),
            List.of("next 3"),
            List.of("asked 3 after 3"),
            List.of("back 3 30", "again"));
  }

  @Test
  void atom_thatThrows_leavesNothingButItself() {
    launch(
        List.of(List.of(1), List.of(2, 3), List.of(4)),
        task -> {
          var sum = task.perKey("sum", Integer.class, 0);
          var asked = task.perKey("asked", Integer.class, 0);
          task.replies(ECHO).onAsk((n, ctx) -> ctx.reply(ctx.state(asked).update(a -> a + n)));
          var echo = task.asks(ECHO);
          return (n, ctx) -> {
            ctx.emit("sum " + ctx.state(sum).update(s -> s + n));
            ctx.ask(echo, n);
            if (n == 3) {
              throw new IllegalStateException("not 3");
            }
          };
        });
    assertThat(out()).containsExactly(List.of("sum 1"), List.of("sum 5"));
    assertThat(state("asked")).isEqualTo(5);
    assertThat(interpreter.deadLetters())
        .containsExactly(
            new DeadLetter.OfAtom(
                "/app/workflows/w",
                "/app/streams/in",
                List.of(2, 3),
                "java.lang.IllegalStateException: not 3"));
  }

  @Test
  void handler_thatDoesNotReplyOrThrows_failsAndLeavesNothing() {
    launch(
        List.of(),
        task -> {
          var served = task.perKey("served", Integer.class, 0);
          task.replies(ECHO)
              .onAsk(
                  (n, ctx) -> {
                    ctx.state(served).update(s -> s + n);
                    if (n == 2) {
                      throw new IllegalStateException("not 2");
                    } else if (n > 2) {
                      ctx.reply(n);
                    }
                    if (n == 4) {
                      ctx.reply(n);
                    }
                  });
          return (n, ctx) -> {};
        });
    assertThat(interpreter.ask(ECHO, 1)).isInstanceOf(Answer.Failed.class);
    assertThat(interpreter.ask(ECHO, 2)).isInstanceOf(Answer.Failed.class);
    assertThat(interpreter.ask(ECHO, 3)).isEqualTo(new Answer.Replied<>(3));
    assertThat(interpreter.ask(ECHO, 4)).isInstanceOf(Answer.Failed.class);
    assertThat(state("served")).isEqualTo(3);
    assertThat(interpreter.deadLetters()).isEmpty();
  }

  @Test
  void continuation_thatIsTheLastHope_answersItsFailure() {
    launch(
        List.of(),
        task -> {
          var echo = task.asks(ECHO);
          var served = task.replies(ECHO);
          var back =
              served.onAnswer(
                  "back",
                  echo,
                  Integer.class,
                  (n, answer, ctx) -> {
                    if (n == 3) {
                      ctx.reply(answer.orThrow() + 1);
                    } else if (n == 4) {
                      throw new IllegalStateException("not 4");
                    }
                  });
          served.onAsk(
              (n, ctx) -> {
                if (n < 2) {
                  ctx.reply(n);
                } else if (n == 5) {
                  ctx.ask(echo, 0).then(back, 0); // does not reply, but the next one does
                  ctx.ask(echo, 0).then(back, 3);
                } else {
                  ctx.ask(echo, 0).then(back, n);
                }
              });
          return (n, ctx) -> {};
        });
    assertThat(interpreter.ask(ECHO, 2)).isInstanceOf(Answer.Failed.class);
    assertThat(interpreter.ask(ECHO, 3)).isEqualTo(new Answer.Replied<>(1));
    assertThat(interpreter.ask(ECHO, 4)).isInstanceOf(Answer.Failed.class);
    assertThat(interpreter.ask(ECHO, 5)).isEqualTo(new Answer.Replied<>(1));
    assertThat(interpreter.deadLetters()).isEmpty();
  }

  @Test
  void asks_awaitedTogether_continueOnceWithAnswersInTheirOrder() {
    launch(
        List.of(List.of(1)),
        task -> {
          task.replies(ECHO).onAsk((n, ctx) -> ctx.reply(n));
          var echo = task.asks(ECHO);
          var all =
              task.onAnswers(
                  "all",
                  echo,
                  String.class,
                  (context, answers, ctx) -> ctx.emit(context + Answer.orThrow(answers)));
          return (n, ctx) -> {
            var second = ctx.ask(echo, 2);
            var first = ctx.ask(echo, 1);
            ctx.all(List.of(first, second, ctx.ask(echo, 3))).then(all, "all ");
          };
        });
    assertThat(out()).containsExactly(List.of(), List.of("all [1, 2, 3]"));
  }

  @Test
  void failure_thatNobodyAwaitsOrThatIsPassedOn_isPutAside() {
    launch(
        List.of(List.of(1)),
        task -> {
          task.replies(ECHO).onAsk((n, ctx) -> {});
          var echo = task.asks(ECHO);
          var back =
              task.onAnswer(
                  "back",
                  echo,
                  Integer.class,
                  (context, answer, ctx) -> ctx.emit("" + answer.orThrow()));
          return (n, ctx) -> {
            ctx.ask(echo, n);
            ctx.ask(echo, n).then(back, n);
          };
        });
    assertThat(out()).containsExactly(List.of());
    assertThat(interpreter.deadLetters())
        .extracting(letter -> ((DeadLetter.OfAnswers) letter).continuation())
        .containsExactly(Optional.empty(), Optional.of("back"));
  }

  @Test
  void generator_thatThrows_endsItsStream() {
    launch(
        app ->
            app.generate(
                "in",
                Generator.<Integer, Integer>resumable(
                    Integer.class,
                    Integer.class,
                    0,
                    at -> new Generator.Atom<>(List.of(6 / (2 - at)), at + 1))));
    assertThat(interpreter.streams().get("/app/streams/in"))
        .isEqualTo(new StreamContent(List.of(List.of(3), List.of(6)), true));
    assertThat(interpreter.deadLetters()).hasSize(1);
  }

  @Test
  void application_launchedLater_readsFromNowOnOrFromTheStart() {
    launch(List.of(List.of(1), List.of(2)), task -> (n, ctx) -> ctx.emit("n" + n));
    interpreter.launch(
        Application.named(
            "later",
            app -> {
              app.workflow("now", OUT).sink("now");
              app.workflow("all", OUT, Start.EARLIEST).sink("all");
            }));
    assertThat(interpreter.streams().get("/later/streams/now"))
        .isEqualTo(new StreamContent(List.of(), true));
    assertThat(interpreter.streams().get("/later/streams/all"))
        .isEqualTo(new StreamContent(List.of(List.of("n1"), List.of("n2")), true));
  }

  @Test
  void application_thatReadsOrAsksWhatIsMissing_isRefusedWhole() {
    var reads =
        Application.named(
            "reads",
            app -> {
              app.generate("numbers", Generator.range(0, 1, 1));
              app.workflow("w", OUT).consume();
            });
    assertThatThrownBy(() -> interpreter.launch(reads))
        .isInstanceOf(PortalsException.class)
        .hasMessageContaining("/app/streams/out is not there");
    assertThat(interpreter.streams()).isEmpty();
  }
}
