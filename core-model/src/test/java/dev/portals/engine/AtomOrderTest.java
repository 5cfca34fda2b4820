package dev.portals.engine;

import static dev.portals.engine.Rig.IN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.build.Flow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Design rule S2: an atom passes task by task, its order is kept, empty atoms go on. */
class AtomOrderTest {
  private final List<String> seen = new ArrayList<>();

  private Flow<String> seeing(Flow<String> flow, String task) {
    return flow.task(
        task,
        String.class,
        declare ->
            (event, ctx) -> {
              seen.add(task + event);
              ctx.emit(event);
            });
  }

  @Test
  void events_ofAnAtom_allPassOneTaskBeforeAnyPassesTheNext() {
    var rig = new Rig(app -> seeing(seeing(app.workflow("w", IN), "A"), "B").sink("out"));

    var step = rig.atom("1", "2", "3");

    assertThat(seen).containsExactly("A1", "A2", "A3", "B1", "B2", "B3");
    assertThat(rig.emitted(step, "out", String.class)).containsExactly(List.of("1", "2", "3"));
  }

  @Test
  void flow_continuedTwice_givesEveryEventToBoth() {
    var rig =
        new Rig(
            app -> {
              var flow = app.workflow("w", IN).map(String.class, event -> event + "!");
              seeing(flow, "A").sink("a");
              seeing(flow.filter(event -> !event.equals("2!")), "B").sink("b");
            });

    var step = rig.atom("1", "2");

    assertThat(seen).containsExactly("A1!", "A2!", "B1!");
    assertThat(rig.emitted(step, "a", String.class)).containsExactly(List.of("1!", "2!"));
    assertThat(rig.emitted(step, "b", String.class)).containsExactly(List.of("1!"));
  }

  @Test
  void flatMap_always_keepsTheOrder() {
    var rig =
        new Rig(
            app ->
                app.workflow("w", IN)
                    .flatMap(String.class, line -> List.of(line.split(" ")))
                    .sink("out"));

    assertThat(rig.emitted(rig.atom("a b", "c d"), "out", String.class))
        .containsExactly(List.of("a", "b", "c", "d"));
  }

  @Test
  void atom_empty_givesAnEmptyAtomOnEverySink() {
    var rig =
        new Rig(
            app -> {
              var flow = app.workflow("w", IN);
              seeing(flow, "A").sink("a");
              flow.filter(event -> false).key(event -> event).sink("b");
            });

    var step = rig.atom();

    assertThat(seen).isEmpty();
    assertThat(rig.emitted(step, "a", String.class)).containsExactly(List.of());
    assertThat(rig.emitted(step, "b", String.class)).containsExactly(List.of());
  }

  @Test
  void atom_filteredToNothing_givesAnEmptyAtom() {
    var rig = new Rig(app -> app.workflow("w", IN).filter(event -> false).sink("out"));

    assertThat(rig.emitted(rig.atom("1"), "out", String.class)).containsExactly(List.of());
  }

  @Test
  void key_setTwice_isTheLatter() {
    var rig =
        new Rig(
            app ->
                app.workflow("w", IN)
                    .key(event -> "first")
                    .key(event -> event)
                    .task(
                        "t", String.class, task -> (event, ctx) -> ctx.emit(ctx.key() + ctx.now()))
                    .sink("out"));

    assertThat(rig.emitted(rig.atom("k"), "out", String.class))
        .containsExactly(List.of("k" + Rig.NOW));
  }
}
