package dev.portals.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeyTextTest {
  @Test
  void problem_ofKeysThatUtf8CanSay_isNone() {
    assertThat(KeyText.problem("")).isEmpty();
    assertThat(KeyText.problem("alice ü € 😀")).isEmpty();
    assertThat(KeyText.problem("é".repeat(1_024))).isEmpty();
    assertThat(KeyText.problem("😀".repeat(512))).isEmpty();
  }

  @Test
  void problem_tooLong_saysHowMuch() {
    assertThat(KeyText.problem("é".repeat(1_024) + "e"))
        .contains("is 2049 bytes of UTF-8, the limit is 2048");
    assertThat(KeyText.problem("😀".repeat(513)))
        .contains("is 2052 bytes of UTF-8, the limit is 2048");
  }

  @Test
  void problem_halfOfAPair_isNoText() {
    var half = "has half of a surrogate pair, which is no text";
    assertThat(KeyText.problem("a\ud83d")).contains(half);
    assertThat(KeyText.problem("\ude00a")).contains(half);
    assertThat(KeyText.problem("\ud83d\ud83d")).contains(half);
  }

  @Test
  void problem_ofRandomTexts_isThatOfTheEncoder() {
    var random = new SplittableRandom(1);
    for (var round = 0; round < 2_000; round++) {
      var text = new StringBuilder();
      for (var length = random.nextInt(1_000); length > 0; length--) {
        text.append((char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000));
      }
      var key = text.toString();
      var encodable = StandardCharsets.UTF_8.newEncoder().canEncode(key);
      var fits = key.getBytes(StandardCharsets.UTF_8).length <= 2_048;
      assertThat(KeyText.problem(key).isEmpty()).isEqualTo(encodable && fits);
    }
  }
}
