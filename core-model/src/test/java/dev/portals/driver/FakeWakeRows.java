package dev.portals.driver;

import dev.portals.spi.StoreUnavailableException;
import dev.portals.spi.WakeRows;
import java.util.ArrayList;
import java.util.List;

/** Wake rows in memory. */
final class FakeWakeRows implements WakeRows {
  private final List<String> calls;
  final List<Wake> rows = new ArrayList<>();
  boolean unavailable;

  FakeWakeRows(List<String> calls) {
    this.calls = calls;
  }

  @Override
  public void put(Wake wake) {
    calls.add("wake " + wake.number());
    if (unavailable) {
      throw new StoreUnavailableException("no wake rows now");
    }
    rows.removeIf(row -> row.lane().equals(wake.lane()) && row.due() == wake.due());
    rows.add(wake);
  }

  @Override
  public void delete(Wake wake) {
    calls.add("unwake " + wake.number());
    if (unavailable) {
      throw new StoreUnavailableException("no wake rows now");
    }
    rows.remove(wake);
  }

  @Override
  public List<Wake> due(long now) {
    if (unavailable) {
      throw new StoreUnavailableException("no wake rows now");
    }
    return rows.stream().filter(row -> row.due() <= now).toList();
  }
}
