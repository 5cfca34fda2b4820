package dev.portals.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule W4. */
class BatchReleaseTest {
  private final BatchRelease<String> batch = new BatchRelease<>(List.of("11", "12", "13", "14"));

  @Test
  void batch_nothingReleased_failsFromItsFirstRecord() {
    assertThat(batch.lowestFailed()).contains("11");
  }

  @Test
  void batch_someReleased_failsFromTheLowestThatIsNot() {
    batch.release("11");
    batch.release("13");
    assertThat(batch.lowestFailed()).contains("12");
    batch.release("12");
    assertThat(batch.lowestFailed()).contains("14");
  }

  @Test
  void batch_allReleasedInWhateverOrder_succeeds() {
    List.of("14", "12", "11", "13").forEach(batch::release);
    assertThat(batch.lowestFailed()).isEmpty();
  }

  @Test
  void record_ofSeveralDeliveries_failsUntilAllAreReleased() {
    var twice = new BatchRelease<>(List.of(1L, 1L, 2L));
    twice.release(2L);
    twice.release(1L);
    assertThat(twice.lowestFailed()).contains(1L);
    twice.release(1L);
    assertThat(twice.lowestFailed()).isEmpty();
  }

  @Test
  void batch_ofNoRecords_succeeds() {
    assertThat(new BatchRelease<>(List.of()).lowestFailed()).isEmpty();
  }

  @Test
  void release_ofAnUnknownRecord_isRefusedAndChangesNothing() {
    assertThatThrownBy(() -> batch.release("15"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("record 15 is released, but those not released are [11, 12, 13, 14]");
    batch.release("11");
    assertThatThrownBy(() -> batch.release("11")).hasMessageContaining("Maybe");
    assertThat(batch.lowestFailed()).contains("12");
  }
}
