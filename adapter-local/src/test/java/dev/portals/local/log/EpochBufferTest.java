package dev.portals.local.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpochBufferTest {
  private static final int CAPACITY = 4 * Sector.SIZE;

  @Test
  void epoch_filledWithWhatFits_takesNoMoreThanItsCapacityWhereverItsMemoryLies() {
    for (int memory = 0; memory < 500; memory++) {
      var buffer = new EpochBuffer(CAPACITY);
      buffer.begin(1);
      while (buffer.fits(100)) {
        buffer.add(new byte[100], 0, 100);
      }
      assertThat(buffer.sealed().remaining()).isEqualTo(CAPACITY);
    }
  }
}
