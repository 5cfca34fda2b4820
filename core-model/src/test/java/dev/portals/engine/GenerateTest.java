package dev.portals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.task.Generator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void later_always_saysWhenAndKeepsTheCursor() {
    var rig =
        of(
            Generator.resumable(
                String.class,
                Integer.class,
                0,
                (at, now) ->
                    at == 0
                        ? Generator.produced(List.of("a"), 1)
                        : at == 1 && now.isBefore(Rig.NOW.plusSeconds(9))
                            ? Generator.later(Rig.NOW.plusSeconds(9))
                            : Generator.later(Duration.ofSeconds(5))));
    next(rig, String.class);

    assertThat(rig.generate(Rig.NOW.plusMillis(1)))
        .isEqualTo(new Generated.Later(Rig.NOW.plusSeconds(9)));
    assertThat(rig.generate(Rig.NOW.plusSeconds(9)))
        .isEqualTo(new Generated.Later(Rig.NOW.plusSeconds(14)));
    assertThat(rig.stored(Integer.class, Engine.CURSOR, "")).isEqualTo(1);
  }

  @Test
  void rate_always_makesAnAtomWaitForTheTimeOfThoseBefore() {
    var rig = of(Generator.range(0, 1_000, 10).rate(20));

    assertThat(rig.generate(Rig.NOW)).isInstanceOf(Generated.Made.class);
    assertThat(rig.generate(Rig.NOW)).isEqualTo(new Generated.Later(Rig.NOW.plusMillis(500)));
    assertThat(rig.generate(Rig.NOW.plusMillis(600))).isInstanceOf(Generated.Made.class);
    assertThat(rig.generate(Rig.NOW.plusMillis(600)))
        .isEqualTo(new Generated.Later(Rig.NOW.plusSeconds(1)));
  }

  @Test
  void rate_afterAPause_catchesUpOnTheLastSecondOnly() {
    var rig = of(Generator.range(0, 1_000, 10).rate(20));
    rig.generate(Rig.NOW);
    var later = Rig.NOW.plusSeconds(60);

    for (var atom = 0; atom < 3; atom++) {
      assertThat(rig.generate(later)).isInstanceOf(Generated.Made.class);
    }
    assertThat(rig.generate(later)).isEqualTo(new Generated.Later(later.plusMillis(500)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_000_000_001})
  void rate_outOfRange_isRefused(int rate) {
    assertThatThrownBy(() -> Generator.range(0, 1, 1).rate(rate))
        .hasMessage(rate + " events a second. Maybe 1 to 1,000,000,000.");
  }

  @Test
  void every_always_isOnceAtTheStartThenAtFullPeriodsMissedOnesLeftOut() {
    var rig = of(Generator.every(Duration.ofSeconds(10), String.class, at -> "" + at));
    var start = Instant.ofEpochSecond(1_005);

    assertThat(event(rig, start)).isEqualTo("1970-01-01T00:16:40Z");
    assertThat(rig.generate(start)).isEqualTo(new Generated.Later(Instant.ofEpochSecond(1_010)));
    assertThat(event(rig, Instant.ofEpochSecond(1_010))).isEqualTo("1970-01-01T00:16:50Z");
    assertThat(event(rig, Instant.ofEpochSecond(1_099))).isEqualTo("1970-01-01T00:18:10Z");
    assertThat(rig.generate(Instant.ofEpochSecond(1_099)))
        .isEqualTo(new Generated.Later(Instant.ofEpochSecond(1_100)));
  }

  private static Object event(Rig rig, Instant now) {
    var made = (Generated.Made) rig.generate(now);
    return rig.emitted(made.step(), "out", String.class).get(0).get(0);
  }

  @Test
  void every_lessThanAMillisecond_isRefused() {
    assertThatThrownBy(() -> Generator.every(Duration.ofNanos(1), String.class, at -> ""))
        .hasMessage("an event every PT0.000000001S. Maybe a second.");
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
        .hasMessageContaining("it gave null at 0. Maybe Generator.ended()");
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
