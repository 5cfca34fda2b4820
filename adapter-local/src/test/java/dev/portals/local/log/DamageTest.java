package dev.portals.local.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamageTest {
  private final FakeDisk disk = new FakeDisk();
  private List<String> segments = List.of();

  /**
   * Three segments; the last holds two epochs, the second of which is one sector with a single set
   * bit as payload.
   */
  @BeforeEach
  void write() {
    try (var log = Entries.open(disk, new Entries())) {
      while (disk.sizes().keySet().stream().filter(SegmentName::matches).count() < 3) {
        Entries.appendDurably(log, "e".repeat(1500));
      }
      Entries.appendDurably(log, "\0".repeat(1100) + "\1" + "\0".repeat(800));
    }
    segments = disk.sizes().keySet().stream().filter(SegmentName::matches).toList();
  }

  @Test
  void open_afterAnyBitOfADurableEpochFlipped_isRefusedAndChangesNothing() {
    var random = new Random(7);
    for (int i = 0; i < 4000; i++) {
      String segment = segments.get(random.nextInt(segments.size()));
      byte[] bytes = disk.content(segment);
      assertRefusedAfterFlip(segment, random.nextInt(bytes.length * 8));
    }
  }

  @Test
  void open_afterAnyBitOfTheWholeLastEpochFlipped_isRefusedAndChangesNothing() {
    String segment = segments.get(2);
    byte[] bytes = disk.content(segment);
    int end = endOf(bytes);
    for (int bit = (end - 4 * 512) * 8; bit < end * 8; bit++) {
      assertRefusedAfterFlip(segment, bit);
    }
  }

  private void assertRefusedAfterFlip(String segment, int bit) {
    FakeDisk damaged = disk.copy();
    byte[] bytes = damaged.content(segment);
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
    damaged.replace(segment, bytes);
    assertRefused(damaged, "bit %d of %s".formatted(bit, segment)).hasMessageContaining(segment);
  }

  @Test
  void open_ofANewerFormat_isRefusedWithBothVersions() {
    byte[] bytes = disk.content(segments.get(0));
    new EpochHeader(2, 1, 1504, 1).write(ByteBuffer.wrap(bytes));
    disk.replace(segments.get(0), bytes);
    assertRefused(disk).hasMessageContaining("format version is 2, and this release reads 1");
  }

  @Test
  void open_withoutASegmentInTheMiddle_isRefusedWithTheEpochThatIsMissing() {
    disk.remove(segments.get(1));
    long missing = SegmentName.firstEpoch(segments.get(1));
    assertRefused(disk).hasMessageContaining("where epoch %d belongs".formatted(missing));
  }

  @Test
  void open_withASegmentInTheMiddleCutShortAnywhere_isRefused() {
    byte[] bytes = disk.content(segments.get(1));
    for (int length = 0; length < endOf(bytes); length += 100) {
      FakeDisk damaged = disk.copy();
      damaged.replace(segments.get(1), Arrays.copyOf(bytes, length));
      assertRefused(damaged);
    }
  }

  @Test
  void open_withTheNewestSegmentCutAnywhere_isRefusedUnlessOnlyZerosAreGone() {
    byte[] bytes = disk.content(segments.get(2));
    int end = endOf(bytes);
    for (int length = 0; length <= end; length++) {
      FakeDisk damaged = disk.copy();
      damaged.replace(segments.get(2), Arrays.copyOf(bytes, length));
      assertRefused(damaged, "cut to %d bytes".formatted(length))
          .hasMessageContaining("it was cut");
    }
    var whole = Entries.read(disk.copy());
    disk.replace(segments.get(2), Arrays.copyOf(bytes, end + 1));
    assertThat(Entries.read(disk)).isEqualTo(whole);
    assertThat(disk.content(segments.get(2))).hasSameSizeAs(bytes);
  }

  @Test
  void open_withAnEarlierSegmentInPlaceOfALater_isRefused() {
    disk.replace(segments.get(2), disk.content(segments.get(0)));
    assertRefused(disk).hasMessageContaining("found epoch 1");
  }

  @Test
  void open_withAnEarlierEpochBehindTheLast_isRefused() {
    byte[] bytes = disk.content(segments.get(2));
    int free = endOf(bytes);
    System.arraycopy(disk.content(segments.get(0)), 0, bytes, free, 2 * 512);
    disk.replace(segments.get(2), bytes);
    assertRefused(disk).hasMessageContaining("found epoch 1");
  }

  @Test
  void open_withAZeroSectorInAnEpochThatIsNotTheLast_isRefused() {
    for (String segment : segments) {
      byte[] bytes = disk.content(segment);
      for (int sector = 0; sector < 3; sector++) {
        FakeDisk damaged = disk.copy();
        byte[] copy = bytes.clone();
        Arrays.fill(copy, sector * 512, (sector + 1) * 512, (byte) 0);
        damaged.replace(segment, copy);
        assertRefused(damaged).hasMessageContaining(segment);
      }
    }
  }

  @Test
  void open_withTwoEpochsThatLackSectors_isRefusedBecauseOnlyTheLastCanBeTorn() {
    byte[] bytes = disk.content(segments.get(2));
    int last = endOf(bytes) - 4 * 512;
    Arrays.fill(bytes, last - 512, last + 512, (byte) 0);
    disk.replace(segments.get(2), bytes);
    assertRefused(disk).hasMessageContaining("it lacks sectors, but is not the newest epoch");
  }

  @Test
  void open_withAnEmptySegmentBehindAMissingOne_isRefused() {
    disk.replace(SegmentName.of(1000), new byte[Entries.SMALL.segmentBytes()]);
    assertRefused(disk).hasMessageContaining("segments before were removed");
  }

  @Test
  void open_withAnEmptySegmentBehindATornEpoch_isRefused() {
    byte[] bytes = disk.content(segments.get(2));
    int last = endOf(bytes) - 4 * 512;
    long epoch = EpochHeader.read(ByteBuffer.wrap(bytes).slice(last, 512)).number();
    Arrays.fill(bytes, last + 512, last + 1024, (byte) 0);
    disk.replace(segments.get(2), bytes);
    disk.replace(SegmentName.of(epoch), new byte[Entries.SMALL.segmentBytes()]);
    assertRefused(disk).hasMessageContaining("it lacks sectors, but later segments exist");
  }

  @Test
  void open_ofALogWhoseFirstSegmentsWereRemoved_startsAtTheEpochOfTheFirstKept() {
    disk.remove(segments.get(0));
    List<Long> epochs = new ArrayList<>();
    try (var log = Entries.open(disk, (epoch, bytes, start, length) -> epochs.add(epoch))) {
      assertThat(log.recovery().firstEpoch()).isEqualTo(SegmentName.firstEpoch(segments.get(1)));
      assertThat(epochs).first().isEqualTo(log.recovery().firstEpoch());
      assertThat(epochs).last().isEqualTo(log.durableEpoch());
    }
  }

  @Test
  void open_whoseReaderThrows_letsItThrough() {
    var thrown = new IllegalStateException("unreadable entry");
    assertThatThrownBy(
            () ->
                Entries.open(
                    disk,
                    (epoch, bytes, start, length) -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(FakeDisk damaged) {
    return assertRefused(damaged, "opening");
  }

  private static AbstractThrowableAssert<?, ?> assertRefused(FakeDisk damaged, String what) {
    FakeDisk before = damaged.copy();
    var refused = assertThatThrownBy(() -> Entries.open(damaged, new Entries()), what);
    assertThat(damaged.sameAs(before)).as(what).isTrue();
    return refused
        .isInstanceOf(LogException.class)
        .hasMessageContaining("Nothing was changed. Restore");
  }

  private static int endOf(byte[] segment) {
    int sectors = segment.length / 512;
    while (Sector.isZero(ByteBuffer.wrap(segment), (sectors - 1) * 512, sectors * 512)) {
      sectors--;
    }
    return sectors * 512;
  }
}
