package dev.portals.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that changes its topology is killed at any moment, and goes on. */
@Timeout(600)
class TopologyKillTest {
  private static final long SEED = 20_265;
  private static final int KILLS = 25;
  private static final Pattern SEEN =
      Pattern.compile("seen Seen\\[first=(-?\\d+), last=(-?\\d+), count=(\\d+)]");

  @TempDir Path directory;

  private int written;

  @Test
  void topology_changedUnderKills_losesAndRepeatsNothing() throws Exception {
    var random = new Random(SEED);
    var changes = 0;
    for (var kill = 0; kill < KILLS; kill++) {
      try (var process = TopologyProcess.start(directory, random.nextLong(), written)) {
        changes += check(process.killAfter(300 + random.nextInt(1_500)));
      }
    }
    assertThat(changes).as("launches of the reader").isGreaterThan(KILLS);
    try (var process = TopologyProcess.start(directory, random.nextLong(), written)) {
      var lines = process.lines();
      check(lines);
      assertThat(lines.get(lines.size() - 1)).startsWith("seen ");
    }
  }

  /** A reader has seen all from its launch on, each once; gives back how often it was launched. */
  private int check(List<String> lines) {
    var launched = 0;
    var before = written;
    var isNew = false;
    var isKnown = false; // a launch of which nobody was told may be done or not
    for (var line : lines) {
      var seen = SEEN.matcher(line);
      if (line.startsWith("written ")) {
        before = written;
        written = Integer.parseInt(line.substring("written ".length()));
      } else if (line.equals("launched")) {
        launched++;
        isNew = true;
      } else if (seen.matches()) {
        var first = Long.parseLong(seen.group(1));
        var last = Long.parseLong(seen.group(2));
        var count = Long.parseLong(seen.group(3));
        if (count > 0) {
          assertThat(count).as("%s in %s", line, lines).isEqualTo(last - first + 1);
          assertThat(last).as("%s in %s", line, lines).isEqualTo(written - 1);
        }
        if (isNew && count > 0) {
          assertThat(first).as("%s in %s", line, lines).isGreaterThanOrEqualTo(before);
        } else if (!isNew && isKnown) {
          assertThat(count).as("%s in %s", line, lines).isPositive();
        }
        isNew = false;
        isKnown = true;
      } else {
        assertThat(line).isEqualTo("ready");
      }
    }
    return launched;
  }
}
