package dev.portals.engine;

import static dev.portals.engine.Rig.IN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.codec.ByteReader;
import dev.portals.codec.ByteWriter;
import dev.portals.codec.Bytes;
import dev.portals.codec.Codec;
import dev.portals.task.OnNext;
import dev.portals.task.PerKey;
import dev.portals.task.State;
import dev.portals.task.TaskBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Design rule S10: state is bytes, scoped by task, name and key, and changes with the step. */
class StateTest {
  private static Rig keyed(Function<TaskBuilder<String, String>, OnNext<String, String>> block) {
    return new Rig(
        app ->
            app.workflow("w", IN)
                .key(event -> event.substring(0, 1))
                .task("t", String.class, block)
                .sink("out"));
  }

  private static final class Text implements Codec<StringBuilder> {
    @Override
    public void write(ByteWriter out, StringBuilder value) {
      out.utf8(value.toString());
    }

    @Override
    public StringBuilder read(ByteReader in) {
      return new StringBuilder(in.utf8());
    }

    @Override
    public boolean shareable() {
      return false;
    }
  }

  @Test
  void perKeyState_always_isOfItsKey() {
    var rig =
        keyed(
            task -> {
              var n = task.perKey("n", Integer.class, 10);
              return (event, ctx) -> ctx.emit(event + ctx.state(n).update(x -> x + 1));
            });

    assertThat(rig.emitted(rig.atom("a", "b", "a"), "out", String.class))
        .containsExactly(List.of("a11", "b11", "a12"));
    assertThat(rig.emitted(rig.atom("a"), "out", String.class)).containsExactly(List.of("a13"));
    assertThat(rig.stored(Integer.class, "t/n", "a")).isEqualTo(13);
    assertThat(rig.stored(Integer.class, "t/n", "b")).isEqualTo(11);
  }

  @Test
  void perTaskState_always_isOfAllKeys() {
    var rig =
        keyed(
            task -> {
              var n = task.perTask("n", Integer.class, 0);
              return (event, ctx) -> ctx.state(n).update(x -> x + 1);
            });

    rig.atom("a", "b");

    assertThat(rig.stored(Integer.class, "t/n", "")).isEqualTo(2);
    assertThat(rig.state).hasSize(1);
  }

  @Test
  void state_cleared_isTheInitialValueAgainAndGone() {
    var rig =
        keyed(
            task -> {
              var n = task.perKey("n", Integer.class, 7);
              return (event, ctx) -> {
                ctx.state(n).set(1);
                ctx.state(n).clear();
                ctx.emit("" + ctx.state(n).value());
              };
            });

    rig.state.put("t/n a", rig.codecs().encode(Integer.class, 9));
    assertThat(rig.emitted(rig.atom("a"), "out", String.class)).containsExactly(List.of("7"));
    assertThat(rig.state).isEmpty();
  }

  @Test
  void value_mutatedAfterItWasReadOrSet_changesNothing() {
    var rig =
        new Rig(
            app -> {
              app.codec(StringBuilder.class, new Text());
              app.workflow("w", IN)
                  .key(event -> event)
                  .task("t", String.class, StateTest::mutating)
                  .sink("out");
            });

    assertThat(rig.emitted(rig.atom("a"), "out", String.class)).containsExactly(List.of("set"));
    assertThat(rig.emitted(rig.atom("a"), "out", String.class)).containsExactly(List.of("set"));
  }

  private static OnNext<String, String> mutating(TaskBuilder<String, String> task) {
    var initial = new StringBuilder("initial");
    var text = task.perKey("text", StringBuilder.class, initial);
    return (event, ctx) -> {
      initial.append(", mutated");
      ctx.state(text).value().append(", mutated once read");
      assertThat(ctx.state(text).value().toString()).doesNotContain("mutated");
      var set = new StringBuilder("set");
      ctx.state(text).set(set);
      set.append(", mutated once set");
      ctx.emit(ctx.state(text).value().toString());
    };
  }

  @Test
  void statesOfTasks_whoseNamesJoinAlike_areApart() {
    var rig =
        new Rig(
            app ->
                app.workflow("w", IN)
                    .key(event -> event)
                    .task("a.b", String.class, task -> counting(task, "c"))
                    .task("a", String.class, task -> counting(task, "b.c"))
                    .sink("out"));

    assertThat(rig.emitted(rig.atom("x"), "out", String.class)).containsExactly(List.of("x"));
    assertThat(rig.state).hasSize(2);
  }

  private static OnNext<String, String> counting(TaskBuilder<String, String> task, String name) {
    var n = task.perKey(name, Integer.class, 0);
    return (event, ctx) -> {
      assertThat(ctx.state(n).update(x -> x + 1)).isEqualTo(1);
      ctx.emit(event);
    };
  }

  @Test
  void step_thatThrows_leavesNothing() {
    var rig =
        keyed(
            task -> {
              var n = task.perKey("n", Integer.class, 0);
              return (event, ctx) -> {
                ctx.state(n).set(1);
                if (event.equals("b")) {
                  throw new IllegalStateException("no b");
                }
              };
            });

    assertThatThrownBy(() -> rig.atom("a", "b"))
        .isInstanceOf(StepFailedException.class)
        .hasMessage("/shop/t threw java.lang.IllegalStateException: no b");
    assertThat(rig.state).isEmpty();
  }

  @Test
  void state_usedAfterItsStep_isRefused() {
    var kept = new ArrayList<State<Integer>>();
    var rig =
        keyed(
            task -> {
              var n = task.perKey("n", Integer.class, 0);
              return (event, ctx) -> kept.add(ctx.state(n));
            });
    rig.atom("a");

    var late =
        "a context was used after its step had ended. "
            + "Maybe keep state in handles and use the ctx of each call";
    assertThatThrownBy(() -> kept.get(0).value()).hasMessage(late);
    assertThatThrownBy(() -> kept.get(0).set(1)).hasMessage(late);
    assertThatThrownBy(() -> kept.get(0).clear()).hasMessage(late);
  }

  @Test
  void handle_ofAnotherTask_isRefused() {
    var handles = new ArrayList<PerKey<Integer>>();
    var rig =
        keyed(
            task -> {
              handles.add(task.perKey("n", Integer.class, 0));
              // the handle of the first instance, which the builder made for its checks
              return (event, ctx) -> ctx.state(handles.get(0)).set(1);
            });

    assertThatThrownBy(() -> rig.atom("a"))
        .hasMessage(
            "/shop/t threw dev.portals.PortalsException: PerKey \"n\" belongs to another task, or"
                + " to another lane of this one. "
                + "Maybe keep handles in the declaring block, not in a static field.");
  }

  @Test
  void state_withAValueThatIsNotReadable_failsTheStep() {
    var rig =
        keyed(
            task -> {
              var n = task.perKey("n", Integer.class, 0);
              return (event, ctx) -> ctx.state(n).value();
            });
    rig.state.put("t/n a", Bytes.EMPTY);

    assertThatThrownBy(() -> rig.atom("a"))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("cannot read");
  }
}
