package dev.portals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.build.Application;
import dev.portals.codec.Bytes;
import dev.portals.plan.Operator;
import dev.portals.plan.Plan;
import dev.portals.task.AllContinuation;
import dev.portals.task.Answer;
import dev.portals.task.Asker;
import dev.portals.task.Generator;
import dev.portals.task.OnNext;
import dev.portals.task.Portal;
import dev.portals.task.TaskBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Several asks of a step that one continuation awaits (S6). */
class AwaitAllTest {
  private static final Portal<Integer, Long> SQUARE =
      Portal.at("/math/portals/square", Integer.class, Long.class, n -> "" + n);

  private static Operator operator(
      BiFunction<Asker<Integer, Long>, AllContinuation<String, Long>, OnNext<Integer, String>>
          block) {
    var built =
        Application.named(
            "app",
            app ->
                app.workflow("flow", app.generate("numbers", Generator.range(0, 3, 1)))
                    .key(n -> "k" + n)
                    .task("task", String.class, task -> block.apply(square(task), sum(task)))
                    .sink("out"));
    return Plan.of(built.graph()).operators().get(1);
  }

  private static Asker<Integer, Long> square(TaskBuilder<Integer, String> task) {
    return task.asks(SQUARE);
  }

  private static AllContinuation<String, Long> sum(TaskBuilder<Integer, String> task) {
    return task.onAnswers(
        "sum",
        task.asks(SQUARE),
        String.class,
        (what, answers, ctx) -> ctx.emit(ctx.key() + " " + what + " " + Answer.orThrow(answers)));
  }

  private static Step atom(Operator operator, int number) {
    var events = EventList.encode(operator.codecs().of(Integer.class), List.of(number));
    return new Engine(operator)
        .atom("/app/streams/numbers", 1, events, state -> Map.of(), Instant.EPOCH);
  }

  private static Answer<Bytes> answer(Operator operator, long value) {
    return new Answer.Replied<>(operator.codecs().encode(Long.class, value));
  }

  @Test
  void asks_awaitedTogether_nameTheirPlaceAndContinuation() {
    var operator =
        operator(
            (square, sum) ->
                (n, ctx) -> {
                  ctx.all(List.of(ctx.ask(square, n), ctx.ask(square, n + 1))).then(sum, "one");
                  ctx.all(List.of(ctx.ask(square, n + 2))).then(sum, "two");
                });
    assertThat(atom(operator, 5).asks())
        .extracting(ask -> ask.then().orElseThrow().all().orElseThrow())
        .containsExactly(
            new Step.Member(0, 0, 2), new Step.Member(0, 1, 2), new Step.Member(1, 0, 1));
  }

  @Test
  void continuation_ofSeveralAsks_takesTheAnswersInTheirOrder() {
    var operator =
        operator(
            (square, sum) ->
                (n, ctx) ->
                    ctx.all(List.of(ctx.ask(square, n), ctx.ask(square, n + 1))).then(sum, "both"));
    var asking = atom(operator, 5).asks().get(0);
    var step =
        new Engine(operator)
            .answer(
                asking.task(),
                asking.askerKey(),
                asking.then().orElseThrow(),
                List.of(answer(operator, 25), answer(operator, 36)),
                state -> Map.of(),
                Instant.EPOCH);
    assertThat(step.emissions().get(0).events())
        .isEqualTo(
            EventList.encode(operator.codecs().of(String.class), List.of("k5 both [25, 36]")));
  }

  @Test
  void all_ofNoAsk_isRefused() {
    var operator =
        operator(
            (square, sum) ->
                (n, ctx) -> ctx.all(List.<dev.portals.task.Asked<Long>>of()).then(sum, "none"));
    assertThatThrownBy(() -> atom(operator, 5))
        .hasRootCauseMessage("all(…) awaits no ask. Maybe do what follows at once");
  }

  @Test
  void ask_awaitedTwice_isRefused() {
    var operator =
        operator(
            (square, sum) ->
                (n, ctx) -> {
                  var ask = ctx.ask(square, n);
                  ctx.all(List.of(ask)).then(sum, "one");
                  ctx.all(List.of(ask)).then(sum, "two");
                });
    assertThatThrownBy(() -> atom(operator, 5))
        .hasRootCauseMessage(
            "the ask of /math/portals/square already has the continuation \"sum\". "
                + "Maybe ask twice, or do both in one continuation");
  }

  @Test
  void ask_notAwaited_hasNoContinuation() {
    var operator = operator((square, sum) -> (n, ctx) -> ctx.ask(square, n));
    assertThat(atom(operator, 5).asks())
        .extracting(Step.Asking::then)
        .containsExactly(Optional.empty());
  }
}
