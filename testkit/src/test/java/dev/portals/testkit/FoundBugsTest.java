package dev.portals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.portals.testkit.programs.Programs;
import dev.portals.testkit.programs.Seed;
import java.util.List;
import java.util.function.ToLongBiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Seeds that show bugs which the core has had: each deviates if its bug, a mutant, comes back. */
class FoundBugsTest {
  static List<Arguments> found() {
    return List.of(
        Arguments.of(55, "fan", 23),
        Arguments.of(56, "counts", 12),
        Arguments.of(57, "counts", 84),
        Arguments.of(73, "relaunched", 28),
        Arguments.of(81, "aborted", 17159),
        Arguments.of(83, "connected", 907),
        Arguments.of(84, "replaced", 7),
        Arguments.of(85, "connected", 1702));
  }

  @ParameterizedTest
  @MethodSource("found")
  void seed_thatShowedABug_showsNone(int mutant, String program, long seed) {
    assertThatCode(() -> Programs.all().get(program).run(seed))
        .as("mutant %d", mutant)
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("found")
  @SuppressWarnings("unchecked") // the class is loaded anew, its interface is the JDK's
  void seed_withTheBugPutBack_deviates(int number, String program, long seed) throws Exception {
    var mutant =
        Stream.of(Mutants.all(), LifeMutants.all(), LifeMutants.rare())
            .flatMap(List::stream)
            .filter(it -> it.name().startsWith(number + " "))
            .findFirst()
            .orElseThrow();
    var run =
        (ToLongBiFunction<String, Long>)
            mutant.load().loadClass(Seed.class.getName()).getDeclaredConstructor().newInstance();

    assertThat(run.applyAsLong(program, seed)).as("mutant %s", mutant).isEqualTo(seed);
  }
}
