package dev.portals.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.conformance.programs.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every program on a backend, first as it is and then with kills, and compares what each stage
 * shows with what the reference interpreter shows. A backend inherits it.
 *
 * <p>{@code -Dportals.kills=N} says how many kills strike all programs together, {@code
 * -Dportals.seed=S} when they do.
 */
abstract class ConformanceTest {
  private static final int KILLS = Integer.getInteger("portals.kills", 20);
  private static final long SEED = Long.getLong("portals.seed", 20_261);

  @TempDir private Path directory;

  /** A backend with nothing launched, whose data is in an empty directory. */
  abstract Backend open(Program program, Path data) throws Exception;

  /** How many kills strike all programs together. */
  int kills() {
    return KILLS;
  }

  static List<Program> programs() {
    return Programs.all();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void program_killedOrNot_showsWhatTheReferenceShows(Program program) throws Exception {
    var reference = Script.reference(program);
    var begin = System.nanoTime();
    try (var backend = open(program, Files.createDirectory(directory.resolve("whole")))) {
      require(reference, Script.run(program, backend), "without kills");
    }
    var millis = (int) ((System.nanoTime() - begin) / 1_000_000);
    var random = new SplittableRandom(SEED + program.toString().hashCode());
    var kills = 0;
    for (var run = 0; kills * programs().size() < kills(); run++) {
      var data = Files.createDirectory(directory.resolve("killed-" + run));
      try (var backend = open(program, data)) {
        var killer = new Killer(backend, random, millis);
        var shown = Script.run(program, backend);
        kills += killer.end();
        require(reference, shown, "run " + run + " with kills of seed " + SEED);
      }
    }
  }

  private static void require(List<Object> reference, List<Object> shown, String which) {
    assertThat(Difference.between(which, reference, shown)).isEmpty();
  }
}
