package dev.portals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.task.Generator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Design rule S13: a generator goes on from its stored cursor. */
class GenerateTest {
  private static <T> Rig of(Generator<T, ?> generator) {
    return new Rig(app -> app.generate("out", generator));
  }

  private static List<Object> next(Rig rig, Class<?> type) {
    return rig.emitted(rig.generate().orElseThrow(), "out", type).get(0);
  }

  @Test
  void list_inAtoms_startsGoesOnAndEnds() {
    var rig = of(Generator.of(String.class, List.of("a", "b", "c"), 2));

    assertThat(next(rig, String.class)).containsExactly("a", "b");
    assertThat(next(rig, String.class)).containsExactly("c");
    assertThat(rig.generate()).isEmpty();
    assertThat(rig.generate()).isEmpty();
  }

  @Test
  void atoms_given_keepTheirBoundariesAndEmptyOnesToo() {
    var rig = of(Generator.atoms(String.class, List.of(List.of("a"), List.of(), List.of("b"))));

    assertThat(next(rig, String.class)).containsExactly("a");
    assertThat(next(rig, String.class)).isEmpty();
    assertThat(next(rig, String.class)).containsExactly("b");
    assertThat(rig.generate()).isEmpty();
  }

  @Test
  void range_always_isFromInclusiveToExclusive() {
    var rig = of(Generator.range(5, 8, 2));

    assertThat(next(rig, Integer.class)).containsExactly(5, 6);
    assertThat(next(rig, Integer.class)).containsExactly(7);
    assertThat(rig.generate()).isEmpty();
    assertThat(of(Generator.range(3, 3, 1)).generate()).isEmpty();
  }

  @Test
  void generator_withAStoredCursor_goesOnFromIt() {
    var rig = of(Generator.range(0, 3, 1));
    next(rig, Integer.class);
    var again = of(Generator.range(0, 3, 1));
    again.state.putAll(rig.state);

    assertThat(next(again, Integer.class)).containsExactly(1);
  }

  @Test
  void atomSize_belowOne_isRefused() {
    assertThatThrownBy(() -> Generator.of(String.class, List.of("a"), 0))
        .isInstanceOf(PortalsException.class)
        .hasMessage("an atom of 0 events. Maybe 1 or more.");
  }

  @Test
  void generator_thatThrows_failsTheStepAndKeepsItsCursor() {
    var rig =
        of(
            Generator.<String, Integer>resumable(
                String.class,
                Integer.class,
                0,
                at -> {
                  throw new IllegalStateException("no page " + at);
                }));

    assertThatThrownBy(rig::generate)
        .isInstanceOf(StepFailedException.class)
        .hasMessage("/shop/generators/out threw java.lang.IllegalStateException: no page 0");
    assertThat(rig.state).isEmpty();
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without checks may give back
  void generator_thatGivesNull_failsInsteadOfEnding() {
    assertThatThrownBy(
            of(Generator.resumable(String.class, Integer.class, 0, at -> null))::generate)
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("it gave null at 0. Maybe new Generator.Ended<>()");
  }

  @Test
  @SuppressWarnings("NullAway") // what a caller without checks may give back
  void generator_withNullBehindItsAtom_failsTheStep() {
    var generator =
        Generator.<String, Integer>resumable(
            String.class, Integer.class, 0, at -> new Generator.Atom<>(List.of("a"), null));

    assertThatThrownBy(of(generator)::generate)
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("it is null");
  }
}
