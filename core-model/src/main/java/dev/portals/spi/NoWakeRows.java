package dev.portals.spi;

import java.util.List;

/** Keeps nothing. */
final class NoWakeRows implements WakeRows {
  @Override
  public void put(Wake wake) {}

  @Override
  public void delete(Wake wake) {}

  @Override
  public List<Wake> due(long now) {
    return List.of();
  }
}
