package dev.portals.testkit;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Supplier;

/** The last events of a run, a line each. Lines are only made if somebody will read them. */
final class Trace {
  private static final int LINES = 120;

  private final boolean enabled;
  private final ArrayDeque<String> lines = new ArrayDeque<>();
  private long tick;
  private long millis;
  private String who = "";

  Trace(boolean enabled) {
    this.enabled = enabled;
  }

  void at(long newTick, long newMillis) {
    tick = newTick;
    millis = newMillis;
  }

  /** Who is polled: what the ports note is done by it. */
  void by(String instance) {
    who = instance;
  }

  void add(Supplier<String> what) {
    add(who, what);
  }

  void add(Object subject, Supplier<String> what) {
    if (enabled) {
      if (lines.size() == LINES) {
        lines.poll();
      }
      lines.add("%5d %7dms %-34s %s".formatted(tick, millis, subject, what.get()));
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
