package dev.portals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portals.build.IllFormedException;
import dev.portals.engine.StepFailedException;
import dev.portals.task.Answer;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import dev.portals.testkit.programs.Fib;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The forms of tasks beside {@code of} and {@code define}, over bytes as after a crash. */
class TaskFormsTest {
  private static final Portal<Integer, Long> FIB =
      Portal.at("/fib/portals/fib", Integer.class, Long.class, n -> "" + n);
  private static final Portal<String, Integer> PRICE =
      Portal.at("/prices/portals/price", String.class, Integer.class);

  private enum Door {
    OPEN,
    SHUT,
    LOCKED
  }

  private static Task<String, String> door() {
    return Task.machine(
        String.class,
        String.class,
        Door.class,
        Door.SHUT,
        (door, event, ctx) -> {
          ctx.emit(ctx.key() + " " + door);
          return switch (event) {
            case "push" -> door == Door.SHUT ? Door.OPEN : door;
            case "pull" -> door == Door.OPEN ? Door.SHUT : door;
            default -> Door.LOCKED;
          };
        });
  }

  @Test
  void machine_always_behavesAsTheStateOfItsKey() {
    var test = TestPortals.of(door());
    test.atom("front", List.of("push", "pull", "lock", "push"));
    test.next("back", "push");
    test.next("front", "push");
    assertThat(test.emitted())
        .containsExactly(
            "front SHUT", "front OPEN", "front SHUT", "front LOCKED", "back SHUT", "front LOCKED");
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without checks may give back
  void machine_thatGivesBackNull_failsItsStep() {
    var test =
        TestPortals.of(
            Task.machine(
                String.class, String.class, Door.class, Door.SHUT, (door, event, ctx) -> null));
    assertThatThrownBy(() -> test.next("k", "push"))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("it is null. Maybe a value that stands for nothing");
  }

  /** Emits its name with each event, counts its events, and speaks up in its hooks. */
  private static Task<String, String> named(String name) {
    return Task.define(
        String.class,
        String.class,
        task -> {
          var events = task.perKey(name, Integer.class, 0);
          task.onAtomComplete(ctx -> ctx.emit(name + "."));
          task.onComplete(ctx -> ctx.emit(name + " ends"));
          task.onError((thrown, ctx) -> ctx.emit(name + " heard " + thrown.getMessage()));
          return (event, ctx) -> {
            if (event.equals("bad")) {
              throw new IllegalStateException("bad");
            }
            ctx.emit(name + ctx.state(events).update(n -> n + 1) + event);
          };
        });
  }

  @Test
  void steps_repeated_takeTheirAtomsInTurn() {
    var test = TestPortals.of(Task.steps(1, named("a")).then(2, named("b")).repeat());
    test.atom("k", List.of("x", "y"));
    test.next("k", "z");
    test.atom("k", List.of());
    test.next("other", "x");
    test.next("k", "x");
    assertThat(test.emitted())
        .containsExactly(
            "a1x", "a2y", "a.", // the first atom
            "b1z", "b.", "b.", // the second, and the third, which is empty
            "a1x", "a.", "b2x", "b.");
  }

  @Test
  void steps_withOneTaskTwice_giveItTwoTurnsOverOneState() {
    var a = named("a");
    var test = TestPortals.of(Task.steps(1, a).then(1, named("b")).then(1, a).repeat());
    for (var turn = 0; turn < 4; turn++) {
      test.next("k", "x");
    }
    assertThat(test.emitted()).containsExactly("a1x", "a.", "b1x", "b.", "a2x", "a.", "a3x", "a.");
  }

  @Test
  void steps_atTheirEnd_letEachTaskComplete() {
    var test = TestPortals.of(Task.steps(1, named("a")).then(2, named("b")).repeat());
    test.complete();
    assertThat(test.emitted()).containsExactly("a ends", "b ends");
  }

  @Test // S9
  void steps_withAnAtomThatFails_stayWhereTheyAre() {
    var test = TestPortals.of(Task.steps(1, named("a")).then(1, named("b")).repeat());
    test.next("k", "x");
    var failed = catchThrowableOfType(StepFailedException.class, () -> test.next("k", "bad"));
    test.giveUp(failed);
    test.next("k", "y");
    assertThat(test.emitted()).containsExactly("a1x", "a.", "b heard bad", "b1y", "b.");
  }

  @Test // S12
  void steps_whoseTasksDeclareOneName_areRefused() {
    assertThatThrownBy(() -> TestPortals.of(Task.steps(1, named("a")).then(1, named("a")).repeat()))
        .isInstanceOf(IllFormedException.class)
        .hasMessageContaining("has two states named \"a\". Maybe another name");
  }

  @Test
  void steps_ofNoAtoms_areRefused() {
    assertThatThrownBy(() -> Task.steps(0, named("a")))
        .hasMessage("a step of 0 atoms. Maybe 1 or more.");
  }

  private static Task<String, Integer> length() {
    return Task.define(
        String.class,
        Integer.class,
        task -> {
          var price = task.asks(PRICE);
          var priced =
              task.onAnswer(
                  "priced", price, String.class, (word, answer, ctx) -> ctx.emit(answer.orThrow()));
          return (word, ctx) -> {
            if (word.isEmpty()) {
              ctx.ask(price, word).then(priced, word);
            } else {
              ctx.emit(word.length());
            }
          };
        });
  }

  private static Task<Integer, String> sum() {
    return Task.define(
        Integer.class,
        String.class,
        task -> {
          var sum = task.perKey("sum", Integer.class, 0);
          task.onAtomComplete(ctx -> ctx.emit("."));
          task.onComplete(ctx -> ctx.emit("end"));
          return (n, ctx) -> ctx.emit(ctx.key() + ctx.state(sum).update(s -> s + n));
        });
  }

  @Test // S2
  void andThen_always_givesTheSecondWhatTheFirstEmits() {
    var test = TestPortals.of(length().andThen(sum()));
    test.atom("k", List.of("a", "bc"));
    test.next("j", "def");
    test.complete();
    assertThat(test.emitted()).containsExactly("k1", "k3", ".", "j3", ".", "end");
  }

  @Test // S4
  void andThen_behindAContinuation_givesTheSecondWhatItEmits() {
    var test = TestPortals.of(length().andThen(sum()));
    test.next("k", "");
    assertThat(test.emitted()).containsExactly(".");
    test.answer(PRICE, new Answer.Replied<>(7));
    assertThat(test.emitted()).containsExactly("k7", ".");
  }

  @Test // S12
  void andThen_wrappedOrInSteps_isRefusedWithAdvice() {
    var joined = named("a").andThen(named("b"));
    var why =
        "tasks joined by andThen are wrapped or take turns one by one. Maybe .andThen(…) at the end";
    assertThatThrownBy(() -> TestPortals.of(joined.wrap(task -> (event, ctx, inner) -> {})))
        .hasMessage(why);
    assertThatThrownBy(() -> TestPortals.of(Task.steps(1, joined).repeat())).hasMessage(why);
  }

  @Test
  void wrap_always_decidesWhatTheTaskSees() {
    var test =
        TestPortals.of(
            named("a")
                .wrap(
                    task -> {
                      var seen = task.perKeyMap("seen", String.class, Integer.class);
                      return (event, ctx, inner) -> {
                        if (ctx.state(seen).update(event, 0, n -> n + 1) == 1) {
                          ctx.emit("<");
                          inner.onNext(event, ctx);
                          ctx.emit(">");
                        }
                      };
                    }));
    test.atom("k", List.of("x", "x", "y"));
    assertThat(test.emitted()).containsExactly("<", "a1x", ">", "<", "a2y", ">", "a.");
  }

  @Test // S12
  @SuppressWarnings("NullAway") // what a caller without checks may give back
  void wrap_ofNullOrAroundNull_isRefused() {
    var nothing = Task.<String, String>define(String.class, String.class, task -> null);
    assertThatThrownBy(() -> TestPortals.of(nothing.wrap(task -> null)))
        .isInstanceOf(IllFormedException.class)
        .hasMessageContaining("handles its events with null. Maybe a lambda that does it")
        .hasMessageContaining("handles the events around a task with null");
  }

  @Test
  void service_asked_repliesFromItsContinuation() {
    var test = TestPortals.of(Task.service(Void.class, task -> Fib.serve(task, FIB)));
    var serving = test.ask(FIB, 7);
    test.answer(FIB, new Answer.Replied<>(8L));
    assertThat(serving.answer()).isEmpty();
    test.answer(FIB, new Answer.Replied<>(5L));
    assertThat(serving.answer()).contains(new Answer.Replied<>(13L));
  }

  @Test
  void asked_atAKey_givesTheAsksOfThatKey() {
    var asking =
        Task.<String, Void>define(
            String.class,
            Void.class,
            task -> {
              var price = task.asks(PRICE);
              return (word, ctx) -> {
                ctx.ask(price.at("other"), word + "1");
                ctx.ask(price, word + "2");
              };
            });
    var test = TestPortals.of(asking);
    test.next("k", "a");
    assertThat(test.asked(PRICE, "other")).containsExactly("a1");
    assertThat(test.asked(PRICE, "k")).containsExactly("a2");
    assertThat(test.asked(PRICE)).containsExactly("a1", "a2");
  }
}
