package dev.portals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class SimulateTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int portals(String... args) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(args);
  }

  @Test
  void simulate_shoppingCart_showsNoDeviation() {
    assertThat(portals("simulate", "shopping-cart", "--seeds", "20")).isZero();
    assertThat(out.toString())
        .startsWith("20 schedules, ")
        .contains(" faults a schedule, no deviation", " commits a second of one core", "KILL");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void simulate_oneSeed_runsItAlone() {
    assertThat(portals("simulate", "word-count", "--seed", "7")).isZero();
    assertThat(out.toString()).startsWith("1 schedules, ");
  }

  @Test
  void simulate_severalLanes_runsThem() {
    assertThat(portals("simulate", "word-count", "--lanes", "3", "--seeds", "20")).isZero();
    assertThat(out.toString()).startsWith("20 schedules, ");
  }

  @Test
  void simulate_noLanes_isRefused() {
    assertThat(portals("simulate", "word-count", "--lanes", "0")).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("portals: --lanes is 0. Maybe 1 or more\n");
  }

  @Test
  void simulate_noSeeds_isRefused() {
    assertThat(portals("simulate", "word-count", "--seeds", "0")).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("portals: --seeds is 0. Maybe 1 or more\n");
  }

  @Test
  void simulate_unknownExample_namesTheNearest() {
    assertThat(portals("simulate", "shoping-cart")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo("portals: there is no example \"shoping-cart\". Maybe shopping-cart\n");
  }
}
