package dev.portals.engine;

import static dev.portals.engine.Rig.BANK;
import static dev.portals.engine.Rig.IN;
import static dev.portals.engine.Rig.STOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portals.build.Flow;
import dev.portals.codec.Bytes;
import dev.portals.task.Answer;
import dev.portals.task.OnAsk;
import dev.portals.task.OnNext;
import dev.portals.task.ReplyContext;
import dev.portals.task.TaskBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Design rules S4 to S8 in one step: asks, continuations and replies. */
class AskStepTest {
  private static Rig keyed(
      Function<TaskBuilder<String, String>, OnNext<String, String>> block,
      Consumer<Flow<String>> behind) {
    return new Rig(
        app ->
            behind.accept(
                app.workflow("w", IN)
                    .key(event -> event.substring(0, 1))
                    .task("t", String.class, block)));
  }

  private static Rig keyed(Function<TaskBuilder<String, String>, OnNext<String, String>> block) {
    return keyed(block, flow -> flow.sink("out"));
  }

  private static Rig serving(OnAsk<String, String, Integer> onAsk) {
    return keyed(
        task -> {
          task.replies(STOCK).onAsk(onAsk);
          return (event, ctx) -> {};
        });
  }

  private static OnNext<String, String> asking(TaskBuilder<String, String> task) {
    var bank = task.asks(BANK);
    var sum = task.perKey("sum", Integer.class, 0);
    var then =
        task.onAnswer(
            "then",
            bank,
            String.class,
            (context, answer, ctx) -> {
              ctx.state(sum).update(n -> n + answer.orThrow());
              if (answer.orThrow() > 0) {
                ctx.emit(context + " of " + ctx.key());
              }
            });
    return (event, ctx) -> ctx.ask(bank, "account " + event).then(then, "asked by " + event);
  }

  @Test
  void ask_awaited_carriesKeyPayloadAndContinuation() {
    var rig = keyed(AskStepTest::asking);

    var asked = rig.atom("a1").asks();

    assertThat(asked).hasSize(1);
    var ask = asked.get(0);
    assertThat(ask.portal()).isEqualTo("/bank/portals/account");
    assertThat(ask.key()).isEqualTo("account a1");
    assertThat(ask.askerKey()).isEqualTo("a");
    assertThat(ask.task()).isEqualTo("t");
    assertThat(rig.codecs().decode(String.class, ask.payload())).isEqualTo("account a1");
    var then = ask.then().orElseThrow();
    assertThat(then.continuation()).isEqualTo("then");
    assertThat(rig.codecs().decode(String.class, then.context())).isEqualTo("asked by a1");
  }

  @Test
  void continuation_withEmissions_formsAnAtomOfItsOwnUnderTheAskersKey() {
    var rig = keyed(AskStepTest::asking);
    var ask = rig.atom("a1").asks().get(0);

    var step = rig.answer(ask, 5);

    assertThat(rig.emitted(step, "out", String.class)).containsExactly(List.of("asked by a1 of a"));
    assertThat(rig.stored(Integer.class, "t/sum", "a")).isEqualTo(5);
  }

  @Test
  void continuation_withoutEmissions_formsNoAtom() {
    var rig = keyed(AskStepTest::asking);

    assertThat(rig.answer(rig.atom("a1").asks().get(0), 0).emissions()).isEmpty();
  }

  @Test
  void continuation_thatThrowsARecordedFailure_isFinal() {
    var rig = keyed(AskStepTest::asking);
    var ask = rig.atom("a1").asks().get(0);

    var failed =
        catchThrowableOfType(
            StepFailedException.class, () -> rig.answer(ask, new Answer.Failed<>("sold out")));

    assertThat(failed)
        .hasMessage(
            "/shop/t continuation then threw dev.portals.task.AskFailedException: "
                + "the ask failed: sold out");
    assertThat(failed.isFinal()).isTrue();
  }

  @Test
  void continuation_ofExpiredAsk_isToldThatTheOutcomeIsUnknown() {
    var rig = keyed(AskStepTest::asking);
    var ask = rig.atom("a1").asks().get(0);

    assertThatThrownBy(() -> rig.answer(ask, new Answer.Expired<>()))
        .hasMessageContaining("the ask expired: whether the replier ran is not known");
  }

  @Test
  void continuation_thatIsNotDeclared_isNamedWithTheKnownOnes() {
    var rig = keyed(AskStepTest::asking);
    var ask = rig.atom("a1").asks().get(0);
    var renamed = new Step.Then("old", ask.then().orElseThrow().context(), false, Optional.empty());

    assertThatThrownBy(
            () ->
                rig.answer(
                    new Step.Asking(
                        ask.portal(),
                        ask.key(),
                        ask.payload(),
                        ask.task(),
                        "a",
                        Optional.of(renamed)),
                    1))
        .hasMessage(
            "task t has no continuation \"old\", but an ask awaits it. "
                + "Maybe it was renamed; known: [then]");
  }

  @Test
  void secondContinuation_ofOneAsk_isRefused() {
    var rig =
        keyed(
            task -> {
              var bank = task.asks(BANK);
              var then = task.onAnswer("then", bank, String.class, (context, answer, ctx) -> {});
              return (event, ctx) -> {
                var asked = ctx.ask(bank, event);
                asked.then(then, "one");
                asked.then(then, "two");
              };
            });

    assertThatThrownBy(() -> rig.atom("a"))
        .hasMessage(
            "/shop/t threw dev.portals.PortalsException: the ask of /bank/portals/account already"
                + " has the continuation \"then\". "
                + "Maybe ask twice, or do both in one continuation");
  }

  @Test
  void served_withReplyAndEmissions_givesBothAndTheAtomIsItsOwn() {
    var rig =
        keyed(
            task -> {
              task.replies(STOCK)
                  .onAsk(
                      (item, ctx) -> {
                        ctx.emit("asked for " + item);
                        ctx.reply(3);
                      });
              return (event, ctx) -> {};
            },
            flow -> {
              flow.map(String.class, event -> event + "!").sink("out");
              flow.consume();
            });

    var step = rig.ask("socks");

    assertThat(rig.emitted(step, "out", String.class)).containsExactly(List.of("asked for socks!"));
    assertThat(step.reply().map(reply -> rig.codecs().decode(Integer.class, reply))).contains(3);
  }

  @Test
  void served_withoutEmissions_formsNoAtom() {
    assertThat(serving((item, ctx) -> ctx.reply(1)).ask("socks").emissions()).isEmpty();
  }

  @Test
  void served_underItsKey_seesTheStateOfEventsWithThatKey() {
    var rig =
        keyed(
            task -> {
              var n = task.perKey("n", Integer.class, 0);
              task.replies(STOCK).onAsk((item, ctx) -> ctx.reply(ctx.state(n).value()));
              return (event, ctx) -> ctx.state(n).update(x -> x + 1);
            });
    rig.atom("a", "b", "a");

    assertThat(rig.codecs().decode(Integer.class, rig.ask("a").reply().orElseThrow())).isEqualTo(2);
  }

  @Test
  void secondReply_always_failsTheStep() {
    var rig =
        serving(
            (item, ctx) -> {
              ctx.reply(1);
              ctx.reply(2);
            });

    assertThatThrownBy(() -> rig.ask("socks"))
        .isInstanceOf(StepFailedException.class)
        .hasMessage(
            "/shop/t onAsk /shop/portals/stock threw dev.portals.PortalsException: "
                + "the ask was answered twice. Maybe reply once, at the end");
  }

  @Test
  void request_malformed_failsTheStepOnly() {
    var rig = serving((item, ctx) -> ctx.reply(1));

    assertThatThrownBy(() -> rig.askBytes(Bytes.of(new byte[] {(byte) 0xff}), "k"))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("cannot read");
  }

  @Test
  void context_usedAfterItsStep_isRefused() {
    var kept = new ArrayList<ReplyContext<String, Integer>>();
    var rig =
        serving(
            (item, ctx) -> {
              kept.add(ctx);
              ctx.reply(1);
            });
    rig.ask("socks");

    var late = "a context was used after its step had ended";
    assertThatThrownBy(() -> kept.get(0).emit("late")).hasMessageStartingWith(late);
    assertThatThrownBy(() -> kept.get(0).reply(2)).hasMessageStartingWith(late);
  }
}
