package dev.portals.local.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OtherProcessTest {
  @TempDir Path directory;

  @Test
  void open_ofADirectoryThatThisProcessHolds_isRefusedAndStaysHeld() throws Exception {
    try (var log = open(new Entries())) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> open(new Entries()))
            .isInstanceOf(LogException.class)
            .hasMessageContaining(directory.toRealPath().toString())
            .hasMessageContaining("this process, pid " + ProcessHandle.current().pid());
      }
      Process other = AppendingProcess.start(directory);
      try (var output = other.inputReader()) {
        assertThat(output.readLine())
            .contains(LogException.class.getName())
            .contains("The log in " + directory.toRealPath() + " is held by another process")
            .contains("pid " + ProcessHandle.current().pid() + ".");
      } finally {
        other.destroyForcibly().waitFor();
      }
      Entries.appendDurably(log, "a");
    }
    var entries = new Entries();
    open(entries).close();
    assertThat(entries.all()).containsExactly("a");
  }

  @Test
  void open_afterAProcessWasKilledWhileAppending_replaysEveryAcknowledgedEntryInOrder()
      throws Exception {
    var random = new Random(3);
    int[] acknowledged = new int[AppendingProcess.THREADS];
    for (int kill = 0; kill < 6; kill++) {
      appendAndKill(random.nextInt(1500), acknowledged);
      int[] replayed = new int[AppendingProcess.THREADS];
      SegmentLog.open(
              directory,
              AppendingProcess.SETTINGS,
              (epoch, bytes, start, length) -> {
                int thread = bytes[start];
                assertThat(Arrays.copyOfRange(bytes, start, start + length))
                    .isEqualTo(AppendingProcess.entry(thread, replayed[thread]));
                replayed[thread]++;
              },
              e -> {})
          .close();
      for (int thread = 0; thread < replayed.length; thread++) {
        // One more may be on the disk: each thread waits for an entry before it appends the next.
        assertThat(replayed[thread]).isBetween(acknowledged[thread], acknowledged[thread] + 1);
        acknowledged[thread] = replayed[thread];
      }
    }
    assertThat(acknowledged).doesNotContain(0);
  }

  /** Lets a process append, kills it after some entries, and counts what it said was durable. */
  private void appendAndKill(int after, int[] acknowledged)
      throws IOException, InterruptedException {
    Process process = AppendingProcess.start(directory);
    try (var output = process.inputReader(StandardCharsets.US_ASCII)) {
      int lines = 0;
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (lines++ == after) {
          // Not by the process itself: that closes its output before all of it is read.
          process.toHandle().destroyForcibly();
        }
        assertThat(line).matches("[0-3] [0-9]+");
        String[] parts = line.split(" ");
        int thread = Integer.parseInt(parts[0]);
        assertThat(Integer.parseInt(parts[1])).isEqualTo(acknowledged[thread]);
        acknowledged[thread]++;
      }
      assertThat(lines).isGreaterThan(after);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private SegmentLog open(EntryReader replay) {
    return SegmentLog.open(directory, Entries.SMALL, replay, e -> {});
  }
}
