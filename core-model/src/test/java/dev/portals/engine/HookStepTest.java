package dev.portals.engine;

import static dev.portals.engine.Rig.IN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portals.build.Application;
import dev.portals.plan.Plan;
import dev.portals.task.OnNext;
import dev.portals.task.TaskBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Design rule S3: hooks run once for each atom, or once at the end, without a key. */
class HookStepTest {
  private static Rig tasks(
      Function<TaskBuilder<String, String>, OnNext<String, String>> first,
      Function<TaskBuilder<String, String>, OnNext<String, String>> second) {
    return new Rig(
        app ->
            app.workflow("w", IN)
                .key(event -> event)
                .task("t", String.class, first)
                .task("u", String.class, second)
                .sink("out"));
  }

  private static OnNext<String, String> counting(TaskBuilder<String, String> task) {
    var atoms = task.perTask("atoms", Integer.class, 0);
    task.onAtomComplete(ctx -> ctx.emit("atom " + ctx.state(atoms).update(n -> n + 1)));
    return (event, ctx) -> ctx.emit(event);
  }

  private static OnNext<String, String> passing(TaskBuilder<String, String> task) {
    return (event, ctx) -> ctx.emit(event);
  }

  private static List<List<Object>> emitted(Rig rig, Step step) {
    return rig.emitted(step, "out", String.class);
  }

  @Test // S3
  void onAtomComplete_always_runsOnceBehindTheEventsOfItsAtom() {
    var rig = tasks(HookStepTest::counting, HookStepTest::passing);

    assertThat(emitted(rig, rig.atom("a", "b"))).containsExactly(List.of("a", "b", "atom 1"));
    assertThat(emitted(rig, rig.atom("c"))).containsExactly(List.of("c", "atom 2"));
  }

  @Test // S3
  void onAtomComplete_ofAnEmptyAtom_runs() {
    var rig = tasks(HookStepTest::counting, HookStepTest::passing);

    assertThat(emitted(rig, rig.atom())).containsExactly(List.of("atom 1"));
  }

  @Test // S2
  void onAtomComplete_ofATaskBehind_runsAfterAllOfTheAtom() {
    var rig = tasks(HookStepTest::counting, HookStepTest::counting);

    assertThat(emitted(rig, rig.atom("a"))).containsExactly(List.of("a", "atom 1", "atom 1"));
  }

  @Test // S4
  void onAtomComplete_ofATaskBehindAReplier_runsForWhatItEmitted() {
    var rig =
        tasks(
            task -> {
              task.onAtomComplete(ctx -> ctx.emit("not of an ask"));
              task.replies(Rig.STOCK)
                  .onAsk(
                      (item, ctx) -> {
                        if (!item.isEmpty()) {
                          ctx.emit(item);
                        }
                        ctx.reply(1);
                      });
              return (event, ctx) -> {};
            },
            HookStepTest::counting);

    assertThat(emitted(rig, rig.ask("socks"))).containsExactly(List.of("socks", "atom 1"));
    assertThat(rig.ask("").emissions()).isEmpty();
  }

  @Test // S9
  void onAtomComplete_thatThrows_undoesTheStep() {
    var rig =
        tasks(
            task -> {
              var n = task.perKey("n", Integer.class, 0);
              task.onAtomComplete(
                  ctx -> {
                    throw new IllegalStateException("no end");
                  });
              return (event, ctx) -> ctx.state(n).set(1);
            },
            HookStepTest::passing);

    assertThatThrownBy(() -> rig.atom("a"))
        .hasMessage("/shop/t onAtomComplete threw java.lang.IllegalStateException: no end");
    assertThat(rig.state).isEmpty();
  }

  private static OnNext<String, String> ending(TaskBuilder<String, String> task) {
    var events = task.perTask("events", Integer.class, 0);
    task.onComplete(ctx -> ctx.emit(ctx.state(events).value() + " events at " + ctx.now()));
    return (event, ctx) -> {
      ctx.state(events).update(n -> n + 1);
      ctx.emit(event);
    };
  }

  @Test // S3
  void onComplete_always_runsOnceATaskInTheirOrder() {
    var rig = tasks(HookStepTest::ending, HookStepTest::ending);
    rig.atom("a", "b");

    assertThat(rig.completing()).contains("t");
    assertThat(emitted(rig, rig.complete("t")))
        .containsExactly(List.of("2 events at 1970-01-01T00:00:01Z"));
    assertThat(rig.completing()).contains("u");
    assertThat(emitted(rig, rig.complete("u")))
        .containsExactly(List.of("3 events at 1970-01-01T00:00:01Z"));
    assertThat(rig.completing()).isEmpty();
  }

  @Test // S3
  void onComplete_thatEmitsNothing_givesNoAtom() {
    var rig =
        tasks(
            task -> {
              task.onComplete(ctx -> {});
              return (event, ctx) -> {};
            },
            HookStepTest::counting);

    assertThat(rig.complete("t").emissions()).isEmpty();
  }

  @Test // S3
  void eventOfAHook_always_hasNoKey() {
    var rig =
        tasks(
            HookStepTest::counting,
            task -> {
              var n = task.perKey("n", Integer.class, 0);
              return (event, ctx) -> ctx.state(n).update(x -> x + 1);
            });

    assertThatThrownBy(() -> rig.atom("a"))
        .hasMessage(
            "/shop/u threw dev.portals.PortalsException: task u asked for a key, but none is set"
                + " before it, or the event is of a hook, which has none. Maybe .key(…)");
  }

  private static OnNext<String, String> hearing(TaskBuilder<String, String> task) {
    var errors = task.perTask("errors", Integer.class, 0);
    task.onError(
        (thrown, ctx) ->
            ctx.emit(thrown.getMessage() + " " + ctx.state(errors).update(n -> n + 1)));
    return (event, ctx) -> {
      ctx.state(errors).update(n -> n + 100);
      if (event.startsWith("!")) {
        throw new IllegalStateException(event);
      }
      ctx.emit(event);
    };
  }

  private static StepFailedException failure(Rig rig, String event) {
    return catchThrowableOfType(StepFailedException.class, () -> rig.atom(event));
  }

  @Test // S3, S9
  void onError_ofTheTaskThatThrew_hearsWhatWasThrownOverTheStateBefore() {
    var rig = tasks(HookStepTest::hearing, HookStepTest::passing);

    assertThat(rig.error(failure(rig, "!a")).map(step -> emitted(rig, step)))
        .contains(List.of(List.of("!a 1")));
    assertThat(rig.error(failure(rig, "!b")).map(step -> emitted(rig, step)))
        .contains(List.of(List.of("!b 2")));
  }

  @Test // S3
  void onError_ofAnotherTask_hearsNothing() {
    var rig = tasks(HookStepTest::passing, HookStepTest::hearing);
    var other = tasks(HookStepTest::hearing, HookStepTest::throwing);

    assertThat(rig.error(failure(rig, "!a"))).isPresent();
    assertThat(other.error(failure(other, "a"))).isEmpty();
  }

  private static OnNext<String, String> throwing(TaskBuilder<String, String> task) {
    return (event, ctx) -> {
      throw new IllegalStateException("u");
    };
  }

  @Test // S9
  void onError_thatThrows_undoesItsStep() {
    var rig =
        tasks(
            task -> {
              task.onError(
                  (thrown, ctx) -> {
                    throw new IllegalStateException("also");
                  });
              return (event, ctx) -> {
                throw new IllegalStateException("first");
              };
            },
            HookStepTest::passing);
    var failed = failure(rig, "a");

    assertThatThrownBy(() -> rig.error(failed))
        .hasMessage("/shop/t onError threw java.lang.IllegalStateException: also");
  }

  @Test // P5
  void emptyShare_beforeATaskThatHearsOfAtoms_isSent() {
    assertThat(shares(HookStepTest::counting)).containsExactly(1, 0, 0);
    assertThat(shares(HookStepTest::passing)).containsExactly(1);
  }

  /** How many events the shares of an atom of one event have that are sent to 3 lanes. */
  private static List<Integer> shares(
      Function<TaskBuilder<String, String>, OnNext<String, String>> behind) {
    var graph =
        Application.named(
                "shop",
                app ->
                    app.workflow("w", IN)
                        .key(event -> event)
                        .task("t", String.class, behind)
                        .consume())
            .graph();
    var entry = Plan.of(graph, 3).operators().get(0);
    var bytes = EventList.encode(graph.codecs().of(String.class), List.of("a"));
    return new Engine(entry)
        .atom(IN.path(), 1, bytes, state -> Map.of(), Rig.NOW).emissions().stream()
            .map(Step.Emission::count)
            .sorted(Comparator.reverseOrder())
            .toList();
  }
}
