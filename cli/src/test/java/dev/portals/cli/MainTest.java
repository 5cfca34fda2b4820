package dev.portals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine portals =
      Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @Test
  void help_asked_printsUsageAndExitStatuses() {
    assertThat(portals.execute("--help")).isZero();
    assertThat(out.toString()).startsWith("Usage: portals").contains("run", "ask", "Exit status:");
  }

  @Test
  void version_asked_namesPortalsAndJava() {
    assertThat(portals.execute("--version")).isZero();
    assertThat(out.toString()).startsWith("portals ").contains("Java " + Runtime.version());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--colour ; Unknown option: '--colour' (portals --help)",
        "'' ; a command is missing. Maybe run, ask or simulate (portals --help)",
        "rnu shopping-cart ; Unmatched arguments from index 0: 'rnu', 'shopping-cart'. Maybe run (portals --help)",
        "run ; Missing required argument (specify one of these): (EXAMPLE | --jar=JAR) (portals run --help)",
        "run shoping-cart ; there is no example \"shoping-cart\". Maybe shopping-cart",
        "run zzz ; there is no example \"zzz\". Maybe shopping-cart or word-count",
        "run word-count --operations 0 ; --operations is 0. Maybe 1 to 100000000",
        "run word-count --operations x ; Invalid value for option '--operations': 'x' is not an int (portals run --help)",
        "run word-count --atom 1001 ; --atom is 1001. Maybe 1 to 1000",
        "run word-count --port 65536 ; --port is 65536. Maybe 0 to 65535",
        "ask ; Missing required parameters: 'PORTAL', 'JSON' (portals ask --help)",
        "ask stock {} ; \"stock\" is not the path of one of an application's portals. Maybe /application/portals/name.",
      })
  void command_wrong_isOneLineAndStatusTwo(String line, String message) {
    var words = line.isEmpty() ? new String[0] : line.split(" ");
    assertThat(portals.execute(words)).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("portals: " + message + System.lineSeparator());
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void error_withStacktrace_saysWhere() {
    assertThat(portals.execute("run", "zzz", "--stacktrace")).isEqualTo(2);
    assertThat(err.toString()).startsWith("portals: there is no").contains("at dev.portals.cli");
  }
}
