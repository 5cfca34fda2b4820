package dev.portals.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A key's lane must never change: state lies there. The checksums come from a bitwise CRC-32C
 * written for this table (RFC 3720; its check value, of "123456789", is e3069283).
 */
class LaneHashTest {
  @ParameterizedTest
  @CsvSource({
    "'', 00000000",
    "123456789, e3069283",
    "alice, fb02028e",
    "bob, ee3246d4",
    "socks, baf5bacb",
    "日本, 4798c449",
    "🛒, 2662c475"
  })
  void lane_ofAKey_isTheChecksumModuloTheLanes(String key, String crc) {
    var checksum = Long.parseLong(crc, 16);

    assertThat(LaneHash.lane(key, 1)).isZero();
    assertThat(LaneHash.lane(key, 2)).isEqualTo((int) (checksum % 2));
    assertThat(LaneHash.lane(key, 7)).isEqualTo((int) (checksum % 7));
    assertThat(LaneHash.lane(key, 1024)).isEqualTo((int) (checksum % 1024));
  }
}
