package dev.portals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run prints does not depend on kills. That it can be compared byte for byte rests on this:
 * all deliveries are in stock before the first user comes, and the one lane of the carts asks for
 * stock in one order, so that it is always the same users who find an item sold out.
 */
class KillTest {
  private static final long SEED = 20_261;
  private static final int KILLS = 20;

  /** A third of the kills comes while the process starts and reads its log, about so long. */
  private static final int STARTING_MILLIS = 1_000;

  private static final int WORKING_MILLIS = 150;
  private static final String OPERATIONS = "200000";

  @TempDir private static Path directory;
  private static String expected;

  @BeforeAll
  static void run_withoutKills() throws Exception {
    expected = finish(directory.resolve("faultless"));
    assertThat(expected).contains("All add up").contains("sold out");
  }

  private static String finish(Path data) throws IOException, InterruptedException {
    try (var cart = CartProcess.start(data, "--operations", OPERATIONS)) {
      assertThat(cart.end()).isZero();
      return cart.out();
    }
  }

  @Test
  void cart_killedTwentyTimes_printsWhatItPrintsWithoutKills() throws Exception {
    var random = new Random(SEED);
    var data = directory.resolve("killed");
    var hits = 0;
    for (var kill = 0; kill < KILLS; kill++) {
      try (var cart = CartProcess.start(data, "--operations", OPERATIONS)) {
        var whileStarting = kill % 3 == 0;
        if (!whileStarting) {
          assertThat(cart.awaitLine("asks are served at ")).isTrue();
        }
        var moment = random.nextInt(whileStarting ? STARTING_MILLIS : WORKING_MILLIS);
        hits += cart.killIn(moment) ? 1 : 0;
      }
    }
    assertThat(hits).as("kills before the run was complete").isGreaterThanOrEqualTo(12);
    assertThat(finish(data)).isEqualTo(expected);
  }

  @Test
  void cart_terminated_endsCleanlyAndGoesOn() throws Exception {
    var data = directory.resolve("terminated");
    try (var cart = CartProcess.start(data, "--operations", OPERATIONS)) {
      assertThat(cart.awaitLine("asks are served at ")).isTrue();
      assertThat(cart.terminate()).isEqualTo(143);
      assertThat(cart.rest()).doesNotContain("portals:");
      assertThat(cart.out()).isEmpty();
      assertThat(data.resolve("http.address")).doesNotExist();
    }
    assertThat(finish(data)).isEqualTo(expected);
  }

  @Test
  void cart_serving_isAskedUntilItIsTerminated() throws Exception {
    var data = directory.resolve("serving");
    try (var cart = CartProcess.start(data, "--operations", "1000", "--serve")) {
      assertThat(cart.awaitLine("still serving")).isTrue();
      assertThat(cart.out()).contains("All add up");
      var out = new StringWriter();
      var asked =
          Main.commandLine()
              .setOut(new PrintWriter(out))
              .execute(
                  "ask",
                  "/inventory/portals/stock",
                  "{\"Count\":{\"item\":\"socks\"}}",
                  "--data",
                  data.toString());
      assertThat(asked).isZero();
      assertThat(out.toString()).startsWith("{\"Level\":{\"delivered\":");
      assertThat(cart.terminate()).isEqualTo(143);
    }
  }
}
