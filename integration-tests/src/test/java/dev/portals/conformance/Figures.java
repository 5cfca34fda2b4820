package dev.portals.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How often programs ran and were killed; of those that showed what they must. For any thread. */
final class Figures {
  private static final String INTRODUCTION =
      """
      # Programs and kills

      Every program runs whole and is killed (SIGKILL, at random sizes of its log and right after starts) in the local
      runtime; what each of its stages shows must be what the reference interpreter shows:
      [integration-tests](../integration-tests/README.md). A row is a program with a number of lanes an operator. Those
      whose applications are launched together were launched in both orders; what refers to an application that is not
      there is refused. Written by the command that stands there.

      """;

  private static final class Row {
    int wholeRuns;
    int killedRuns;
    int kills;

    void add(Row other) {
      wholeRuns += other.wholeRuns;
      killedRuns += other.killedRuns;
      kills += other.kills;
    }
  }

  private final Map<String, Row> rows = new TreeMap<>();
  private final Set<String> shown = new HashSet<>();
  private long begun = System.nanoTime();

  /** One run, in whatever order its applications were launched, showed what it must. */
  synchronized void ran(Program program, int kills) {
    var row = rows.computeIfAbsent(program.toString(), name -> new Row());
    row.wholeRuns += kills == 0 ? 1 : 0;
    row.killedRuns += kills == 0 ? 0 : 1;
    row.kills += kills;
  }

  /** All runs of a program did. */
  synchronized void shown(Program program) {
    shown.add(program.toString());
  }

  /** Forgets everything. */
  synchronized void clear() {
    rows.clear();
    shown.clear();
    begun = System.nanoTime();
  }

  /** Writes all that is known, with the programs that deviated. */
  synchronized void write(Path file, List<Program> programs, long seed) throws IOException {
    var lines = new ArrayList<String>();
    lines.add(
        "| program | lanes | runs without kills | runs with kills | kills | shows what it must |");
    lines.add("|---|--:|--:|--:|--:|---|");
    var all = new Row();
    var deviations = 0;
    for (var program : programs) {
      var row = new Row();
      row.add(rows.getOrDefault(program.toString(), new Row()));
      row.add(rows.getOrDefault(program.reversed().toString(), new Row()));
      all.add(row);
      var good = shown.contains(program.toString());
      deviations += good ? 0 : 1;
      lines.add(
          "| %s | %d | %d | %d | %d | %s |"
              .formatted(
                  program,
                  program.lanes(),
                  row.wholeRuns,
                  row.killedRuns,
                  row.kills,
                  good ? "yes" : "**no**"));
    }
    var sum =
        "%d kills in %d runs, %d runs without; %d programs deviate. Seed %d, JDK %d, %d processors, %d seconds.%n%n"
            .formatted(
                all.kills,
                all.killedRuns,
                all.wholeRuns,
                deviations,
                seed,
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors(),
                (System.nanoTime() - begun) / 1_000_000_000);
    Files.writeString(file, INTRODUCTION + sum + String.join("\n", lines) + "\n");
  }
}
