package dev.portals.testkit;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static final Path DOC = Path.of("..", "docs", "coverage.md");
  private static final Path TARGET = Path.of("target", "coverage.md");
  private static final String MARK = "<!-- made by CoverageTest -->\n";

  private record Rule(Set<CrashPoint> points, String elsewhere) {}

  /** Faults that strike at the same points for the same reason. */
  private static Map<Rule, List<Fault>> rules() {
    var rules = new LinkedHashMap<Rule, List<Fault>>();
    for (var fault : Fault.values()) {
      var points = EnumSet.allOf(CrashPoint.class);
      points.removeIf(point -> !fault.canStrike(point));
      rules.computeIfAbsent(new Rule(points, fault.elsewhere()), r -> new ArrayList<>()).add(fault);
    }
    return rules;
  }

  private static String table() {
    var rules = rules();
    var text = new StringBuilder("| |");
    rules.values().forEach(faults -> text.append(" ").append(words(faults)).append(" |"));
    text.append("\n|---|").append(":-:|".repeat(rules.size())).append("\n");
    for (var point : CrashPoint.values()) {
      text.append("| ").append(word(point)).append(" |");
      for (var rule : rules.keySet()) {
        text.append(rule.points().contains(point) ? " x |" : " |");
      }
      text.append("\n");
    }
    text.append("\nWhy the other cells are empty:\n\n");
    rules.forEach(
        (rule, faults) -> {
          if (!rule.elsewhere().isEmpty()) {
            text.append("* ").append(words(faults)).append(": ").append(rule.elsewhere());
            text.append(".\n");
          }
        });
    return text.toString();
  }

  private static String words(List<Fault> faults) {
    return faults.stream().map(CoverageTest::word).collect(joining(", "));
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Test
  void docs_showWhatCanStrikeWhere() throws IOException {
    var doc = Files.readString(DOC);
    var made = doc.substring(0, doc.indexOf(MARK) + MARK.length()) + table();
    Files.createDirectories(TARGET.getParent());
    Files.writeString(TARGET, made);

    assertThat(doc).as("Maybe copy testkit/%s to %s", TARGET, DOC).isEqualTo(made);
  }

  @Test
  void fault_thatDoesNotStrikeEverywhere_saysWhy() {
    for (var fault : Fault.values()) {
      var everywhere = Arrays.stream(CrashPoint.values()).allMatch(fault::canStrike);
      assertThat(fault.elsewhere().isEmpty()).as(fault.name()).isEqualTo(everywhere);
    }
  }

  @Test
  void strike_whereItCannotBe_deviates() {
    var always =
        new Choices() {
          @Override
          public int below(int bound) {
            return 0;
          }

          @Override
          public boolean strikes(Fault fault, Event event) {
            return true;
          }

          @Override
          public boolean turns(Turn turn, Event event) {
            return false;
          }
        };
    var chance = new Chance(always);
    chance.at(CrashPoint.RELEASE);

    assertThatThrownBy(() -> chance.strikes(Fault.PUBLISH_LOST))
        .isInstanceOf(Deviation.class)
        .hasMessage("PUBLISH_LOST strikes at RELEASE, but nothing else is published");
  }

  @Test
  void missing_ofNothing_isEveryCellThatCanBe() {
    var missing = new Coverage(Map.of()).missing();

    assertThat(missing).hasSizeGreaterThan(CrashPoint.values().length * 4);
    assertThat(missing).contains(new Coverage.Cell(CrashPoint.LOAD, Fault.READ_TORN));
    assertThat(missing).doesNotContain(new Coverage.Cell(CrashPoint.NEWEST, Fault.READ_TORN));
  }

  @Test
  void plus_ofTwo_addsEachCell() {
    var once = new Coverage(Map.of(CrashPoint.STEP, Map.of(Fault.KILL, 1L, Fault.PAUSE, 2L)));
    var other = new Coverage(Map.of(CrashPoint.STEP, Map.of(Fault.KILL, 3L)));

    assertThat(once.plus(other).of(CrashPoint.STEP, Fault.KILL)).isEqualTo(4);
    assertThat(once.plus(other).of(CrashPoint.STEP, Fault.PAUSE)).isEqualTo(2);
    assertThat(once.plus(other).byFault()).containsOnlyKeys(Fault.KILL, Fault.PAUSE);
  }
}
