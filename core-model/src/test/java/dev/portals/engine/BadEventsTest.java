package dev.portals.engine;

import static dev.portals.engine.Rig.IN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.codec.Bytes;
import dev.portals.task.TaskContext;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Whatever user code gives wrongly fails its step, with what and where. */
class BadEventsTest {
  @SuppressWarnings("unchecked") // what a caller with raw types may do
  private static void emitRaw(TaskContext<?> ctx, Object event) {
    ((TaskContext<Object>) ctx).emit(event);
  }

  @Test
  void event_ofAnotherClassThanDeclared_failsTheStep() {
    var rig =
        new Rig(
            app ->
                app.workflow("w", IN)
                    .task("t", Integer.class, task -> (event, ctx) -> emitRaw(ctx, event))
                    .sink("out"));

    assertThatThrownBy(() -> rig.atom("x"))
        .isInstanceOf(StepFailedException.class)
        .hasMessage(
            "/shop/t threw dev.portals.PortalsException: "
                + "task t emitted x, which is no java.lang.Integer");
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without checks may pass
  void event_null_failsTheStep() {
    var rig =
        new Rig(
            app ->
                app.workflow("w", IN)
                    .task("t", String.class, task -> (event, ctx) -> ctx.emit(null))
                    .sink("out"));

    assertThatThrownBy(() -> rig.atom("x"))
        .hasMessage(
            "/shop/t threw dev.portals.PortalsException: "
                + "task t emitted null, which is no java.lang.String");
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without checks may pass
  void key_null_failsTheStep() {
    var rig = new Rig(app -> app.workflow("w", IN).key(event -> null).sink("out"));

    assertThatThrownBy(() -> rig.atom("x"))
        .isInstanceOf(StepFailedException.class)
        .hasMessage(
            "/shop/workflows/w key threw dev.portals.PortalsException: the key of x is null");
  }

  @Test
  void flatMap_givingNull_failsTheStepWhereItWouldBeWritten() {
    var rig =
        new Rig(
            app ->
                app.workflow("w", IN)
                    .flatMap(String.class, event -> Collections.singletonList(null))
                    .sink("out"));

    assertThatThrownBy(() -> rig.atom("x"))
        .isInstanceOf(StepFailedException.class)
        .hasMessageStartingWith("/shop/streams/out threw")
        .hasMessageContaining("it is null");
  }

  @Test
  void recursion_withoutEnd_failsTheStepAndNotTheProcess() {
    var rig =
        new Rig(app -> app.workflow("w", IN).map(String.class, BadEventsTest::endless).sink("out"));

    assertThatThrownBy(() -> rig.atom("x"))
        .isInstanceOf(StepFailedException.class)
        .hasCauseInstanceOf(StackOverflowError.class);
  }

  @SuppressWarnings("InfiniteRecursion") // on purpose
  private static String endless(String event) {
    return endless(event) + event;
  }

  @Test
  void atom_withMalformedBytes_isRefused() {
    var rig = new Rig(app -> app.workflow("w", IN).sink("out"));

    assertThatThrownBy(() -> rig.atom(1, Bytes.of(new byte[] {9, 'x'})))
        .isInstanceOf(StepFailedException.class);
    assertThatThrownBy(() -> rig.atom(2, Bytes.of(new byte[] {1, 'x'})))
        .hasMessage(
            IN.path() + " holds an atom that this code cannot read: an atom of 2 events holds 1");
    assertThat(rig.emitted(rig.atom(1, Bytes.of(new byte[] {1, 'x'})), "out", String.class))
        .hasSize(1);
  }
}
