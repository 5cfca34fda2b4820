package dev.portals.cli.run;

import java.io.PrintWriter;

/** A line that says how far a run is: rewritten on a terminal, now and then a new one elsewhere. */
final class Progress {
  private static final long PAUSE_NANOS = 2_000_000_000L;
  private static final String TO_LINE_START = "\r";
  private static final String ERASE_LINE = "\u001b[K";

  private final PrintWriter err;
  private final String unit;
  private final long total;
  private final boolean terminal;
  private final long began = System.nanoTime();
  private long shown = began;
  private long firstDone = -1;
  private long firstAt;

  Progress(PrintWriter err, String unit, long total, boolean terminal) {
    this.err = err;
    this.unit = unit;
    this.total = total;
    this.terminal = terminal;
  }

  /**
   * Shows how much is done, at a time of {@link System#nanoTime}. The rate is that since the first
   * call: what an earlier process did is done, too.
   */
  void show(long done, boolean last, long now) {
    if (firstDone < 0) {
      firstDone = done;
      firstAt = now;
    }
    if (terminal) {
      err.print(TO_LINE_START + line(done, now) + ERASE_LINE + (last ? "\n" : ""));
      err.flush();
    } else if (last || now - shown >= PAUSE_NANOS) {
      shown = now;
      err.println(line(done, now));
      err.flush();
    }
  }

  private String line(long done, long now) {
    return "%,d of %,d %s  %d%%%s  %.1f s"
        .formatted(
            done,
            total,
            unit,
            done * 100 / Math.max(1, total),
            now > firstAt ? "  %,.0f/s".formatted((done - firstDone) * 1e9 / (now - firstAt)) : "",
            (now - began) / 1e9);
  }
}
