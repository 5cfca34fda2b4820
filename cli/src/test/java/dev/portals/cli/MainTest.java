package dev.portals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine portals =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void help_asked_printsUsage() {
    assertThat(portals.execute("--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: portals");
  }

  @Test
  void version_asked_namesPortalsAndJava() {
    assertThat(portals.execute("--version")).isZero();
    assertThat(out.toString()).startsWith("portals ").contains("Java " + Runtime.version());
  }

  @Test
  void option_unknown_isWrongUsage() {
    assertThat(portals.execute("--colour")).isEqualTo(2);
    assertThat(err.toString()).contains("--colour");
  }

  @Test
  void command_missing_isWrongUsage() {
    assertThat(portals.execute()).isEqualTo(2);
    assertThat(err.toString()).contains("Usage: portals");
  }
}
