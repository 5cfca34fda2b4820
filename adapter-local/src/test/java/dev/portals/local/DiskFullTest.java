package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.portals.local.LimitedShell.Limit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process on a disk that is full: it says what does not fit, where and how much, and what to do;
 * what it acknowledged is there when it is started anew, be there room by then or not.
 */
@Timeout(240)
class DiskFullTest {
  private static final int SOME = 10;
  private static final int MORE_THAN_FIT = 1_000;

  @TempDir private Path directory;

  private static List<String> saying(List<String> lines, String what) {
    return lines.stream()
        .filter(line -> line.startsWith(what + " "))
        .map(line -> line.substring(what.length() + 1))
        .toList();
  }

  private LimitedShell shell(Limit limit) throws IOException {
    try {
      return LimitedShell.open(limit, directory.toRealPath());
    } catch (IOException refused) {
      if (limit == Limit.SMALL_DISK || System.getenv("CI") == null) {
        return abort(refused.getMessage());
      }
      throw refused;
    }
  }

  @ParameterizedTest
  @EnumSource
  void process_withoutRoom_saysSoAndGoesOnWithItWhenThereIs(Limit limit) throws Exception {
    try (var shell = shell(limit)) {
      var before = shell.java(FullDiskProcess.class, 0, SOME);
      assertThat(saying(before, "acknowledged")).as("%s", before).hasSize(SOME);

      shell.limit();
      var full = shell.java(FullDiskProcess.class, SOME, MORE_THAN_FIT);
      requireClear(limit, full);
      var acknowledged = SOME + saying(full, "acknowledged").size();
      assertThat(acknowledged).isBetween(SOME + 1, MORE_THAN_FIT);

      var again = shell.java(FullDiskProcess.class, acknowledged, MORE_THAN_FIT);
      requireClear(limit, again);
      acknowledged += saying(again, "acknowledged").size();

      shell.relax();
      var goesOn = shell.java(FullDiskProcess.class, acknowledged, SOME);
      // the atom that was refused may have come in nevertheless: under its key, so once
      assertThat(saying(goesOn, "sum"))
          .as("%s", goesOn)
          .singleElement()
          .isIn("" + acknowledged, "" + (acknowledged + 1));
      assertThat(saying(goesOn, "acknowledged")).as("%s", goesOn).hasSize(SOME);
      var end = shell.java(FullDiskProcess.class, acknowledged + SOME, 0);
      assertThat(saying(end, "sum")).containsExactly("" + (acknowledged + SOME));
    }
  }

  private void requireClear(Limit limit, List<String> lines) throws IOException {
    assertThat(saying(lines, "failed"))
        .as("%s", lines)
        .singleElement()
        .asString()
        .containsPattern("[0-9]+ bytes at position [0-9]+ of " + directory.toRealPath())
        .contains(limit.error())
        .containsPattern("[0-9]+ bytes are free there")
        .contains("Maybe free disk space")
        .contains("what was acknowledged is kept");
    var why = saying(lines, "failed").get(0);
    // who publishes just behind the failure is told that the log has failed before, and how
    assertThat(saying(lines, "refused")).singleElement().asString().endsWith(why);
    assertThat(saying(lines, "health"))
        .singleElement()
        .asString()
        .startsWith("503 {\"error\":\"")
        .contains(why);
  }
}
