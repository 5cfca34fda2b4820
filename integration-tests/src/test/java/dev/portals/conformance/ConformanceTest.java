package dev.portals.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.conformance.programs.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every program on a backend, first as it is, then with kills, and compares what each stage shows with what the reference
 * interpreter shows. A backend inherits it.
 */
abstract class ConformanceTest {
  private static final long SEED = Long.getLong("portals.seed", 20_261);

  /** What failed is kept, with its data and its log. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  /** A backend with nothing launched, whose data is in an empty directory. */
  abstract Backend open(Program program, Path data) throws Exception;

  /** How many kills strike all programs together; 0 for none. */
  abstract int kills();

  /** A number of kills that {@code -Dportals.kills=N} replaces. */
  static int kills(int unlessSaid) {
    return Integer.getInteger("portals.kills", unlessSaid);
  }

  static List<Program> programs() {
    return Programs.all();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void program_onABackend_showsWhatTheReferenceShows(Program program) throws Exception {
    var reference = Script.reference(program);
    var random = new SplittableRandom(SEED + program.toString().hashCode());
    var whole = Long.MAX_VALUE;
    var left = share(program);
    for (var run = 0; run == 0 || left > 0; run++) {
      var data = Files.createDirectory(directory.resolve("run-" + run));
      try (var backend = open(program, data);
          var killer = new Killer(backend, random, whole, run == 0 ? 0 : left)) {
        var shown = Script.run(program, backend);
        left -= killer.end();
        whole = Math.min(whole, backend.progress());
        assertThat(Difference.between("run " + run + " of seed " + SEED, reference, shown))
            .isEmpty();
      }
      delete(data);
    }
  }

  private static void delete(Path data) throws IOException {
    try (var files = Files.list(data)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  /** The kills that are this program's: together with those of the others as many as are wanted. */
  private int share(Program program) {
    var number = programs().stream().map(Program::toString).toList().indexOf(program.toString());
    return (kills() + number) / programs().size();
  }
}
