package dev.portals.driver;

import dev.portals.plan.LaneId;
import dev.portals.spi.LaneListener;
import java.util.ArrayList;
import java.util.List;

/** Notes what a person would hear. */
final class FakeListener implements LaneListener {
  final List<String> heard = new ArrayList<>();

  @Override
  public void retrying(LaneId lane, String what, int attempt, long inMillis) {
    heard.add("attempt " + attempt + " failed, next in " + inMillis + ": " + what);
  }

  @Override
  public void gaveUp(LaneId lane, GaveUp how, String error) {
    heard.add((how == GaveUp.DEAD_LETTERED ? "dead" : how) + ": " + error);
  }

  @Override
  public void gap(LaneId lane, String channel, long expected, long got) {
    heard.add("gap of " + channel + ": " + expected + ", " + got);
  }

  @Override
  public void broken(LaneId lane, String why) {
    heard.add("broken: " + why);
  }
}
