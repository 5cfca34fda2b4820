package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.local.log.DiskTrouble;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole programs in the local runtime over a disk that meets trouble. Threads run as they like, so
 * the numbers of operations vary a little, and a failure may need several runs to be seen again.
 */
class DiskSimulationTest {
  private static final int SEEDS = 40;

  /** Beyond the longest run, whatever the threads do. */
  private static final int MANY_OPERATIONS = 1_000;

  static List<DiskProgram> shortPrograms() {
    return DiskProgram.all(1, 1);
  }

  static List<DiskProgram> longPrograms() {
    return Stream.of(DiskProgram.all(1, 8), DiskProgram.all(3, 8)).flatMap(List::stream).toList();
  }

  @ParameterizedTest
  @MethodSource("shortPrograms")
  void program_withTroubleAtAnyOperation_endsAsWithout(DiskProgram program) {
    for (var trouble : DiskTrouble.values()) {
      requireSameWithTroubleAnywhere(program, trouble);
    }
  }

  @Test
  void programWhoseLogIsTruncated_withPowerLostAtAnyOperation_endsAsWithout() {
    var program = DiskShop.of(3, 32);
    var truncated = requireSameWithTroubleAnywhere(program, DiskTrouble.POWER_LOST_BEFORE);
    assertThat(truncated).isPositive();
  }

  /** A run that ends before the operation meets nothing, and so shows that all were tried. */
  private static long requireSameWithTroubleAnywhere(DiskProgram program, DiskTrouble trouble) {
    var expected = new DiskRun(program, 0).run(List.of());
    var truncated = 0L;
    var missed = 0;
    var at = 0;
    for (; missed < 3; at++) {
      assertThat(at).isLessThan(MANY_OPERATIONS);
      var run = new DiskRun(program, at);
      assertThat(run.run(List.of(new DiskRun.Planned(trouble, at)))).isEqualTo(expected);
      missed = run.struck() == 1 ? 0 : missed + 1;
      truncated += run.truncated();
    }
    System.out.printf("%s: %s at %d operations%n", program, trouble, at - missed);
    return truncated;
  }

  @ParameterizedTest
  @MethodSource("longPrograms")
  void program_withSeveralTroubles_endsAsWithout(DiskProgram program) {
    var expected = new DiskRun(program, 0).run(List.of());
    var struck = 0;
    var truncated = 0L;
    for (var seed = 1; seed <= SEEDS; seed++) {
      var run = new DiskRun(program, seed);
      var planned = DiskHunt.troubles(new Random(seed), 200);
      assertThat(run.run(planned)).as("%s, seed %d", program, seed).isEqualTo(expected);
      struck += run.struck();
      truncated += run.truncated();
    }
    System.out.printf(
        "%s: %d runs with %d troubles, %d segments truncated%n", program, SEEDS, struck, truncated);
    assertThat(struck).isGreaterThan(SEEDS);
  }
}
