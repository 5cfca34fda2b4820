package dev.portals.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.conformance.programs.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every program on a backend, first as it is, its applications launched in either order, then
 * with kills, and compares what each stage shows with what the reference interpreter shows. A
 * backend inherits it.
 *
 * <p>{@code -Dportals.kills=N} says how many kills strike all programs together, {@code
 * -Dportals.seed=S} when they do, {@code -Dportals.figures=F} to which file figures are written.
 */
@Execution(ExecutionMode.CONCURRENT)
abstract class ConformanceTest {
  private static final int KILLS = Integer.getInteger("portals.kills", 20);

  /** In one run: more would mostly strike at the end of it, when little is left to do. */
  private static final int MOST_IN_A_RUN = 4;

  private static final long SEED = Long.getLong("portals.seed", 20_261);
  private static final Figures FIGURES = new Figures();

  /** What failed is kept, with its data and its log. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  /** A backend with nothing launched, whose data is in an empty directory. */
  abstract Backend open(Program program, Path data) throws Exception;

  /** One whose processes can be killed. Its progress is in the same unit as that of the first. */
  abstract Backend.Killable openToKill(Program program, Path data) throws Exception;

  static List<Program> programs() {
    return Programs.all();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void program_killedOrNot_showsWhatTheReferenceShows(Program program) throws Exception {
    var reference = Script.reference(program);
    var whole = run(program, reference);
    if (program.hasOrders()) {
      run(program.reversed(), reference);
    }
    var random = new SplittableRandom(SEED + program.toString().hashCode());
    for (var left = share(program); left > 0; ) {
      var most = Math.min(left, 1 + random.nextInt(MOST_IN_A_RUN));
      var reversed = program.hasOrders() && random.nextBoolean();
      left -= run(reversed ? program.reversed() : program, reference, random, whole, most);
    }
    FIGURES.shown(program);
  }

  @AfterAll
  static void writeFigures() throws IOException {
    var file = System.getProperty("portals.figures");
    if (file != null) {
      FIGURES.write(Path.of(file), programs(), SEED);
    }
    FIGURES.clear();
  }

  /** Runs it as it is; gives back the progress at its end. */
  private long run(Program program, List<Object> reference) throws Exception {
    var data = Files.createDirectory(directory.resolve("whole"));
    try (var backend = open(program, data)) {
      require(reference, Script.run(program, backend), program + " without kills");
      FIGURES.ran(program, 0);
      return backend.progress();
    } finally {
      delete(data);
    }
  }

  /** Runs it with kills; gives back how many there were. */
  private int run(
      Program program, List<Object> reference, RandomGenerator random, long whole, int most)
      throws Exception {
    var data = Files.createDirectory(directory.resolve("killed"));
    int kills;
    try (var backend = openToKill(program, data);
        var killer = new Killer(backend, random, whole, most)) {
      var shown = Script.run(program, backend);
      kills = killer.end();
      var which = "%s with kills of seed %d, its data in %s".formatted(program, SEED, data);
      require(reference, shown, which);
    }
    FIGURES.ran(program, kills);
    delete(data);
    return kills;
  }

  private static void require(List<Object> reference, List<Object> shown, String which) {
    assertThat(Difference.between(which, reference, shown)).isEmpty();
  }

  private static void delete(Path data) throws IOException {
    try (var files = Files.list(data)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(data);
  }

  /** The kills that are this program's: together with those of the others as many as are wanted. */
  private static int share(Program program) {
    var number = programs().stream().map(Program::toString).toList().indexOf(program.toString());
    return (KILLS + number) / programs().size();
  }
}
