package dev.portals.examples.wordcount;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.local.LocalPortals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordsTest {
  @Test
  void words_ofTheLines_areCounted(@TempDir Path directory) throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Words.application(List.of("to be or", "not to be"), 1));
      assertThat(portals.awaitQuiet(Duration.ofSeconds(30))).isTrue();
      assertThat(count(portals, "be")).isEqualTo(2);
      assertThat(count(portals, "or")).isEqualTo(1);
      assertThat(count(portals, "that")).isZero();
    }
  }

  private static long count(LocalPortals portals, String word) {
    var asked = portals.ask(Words.COUNTS, new CountRequest(word), UUID.randomUUID().toString());
    return asked.join().orThrow().count();
  }

  @Test
  void text_madeAgain_isTheSame() {
    assertThat(Text.lines(50)).isEqualTo(Text.lines(50)).doesNotHaveDuplicates();
    assertThat(Text.lines(50).subList(0, 20)).isEqualTo(Text.lines(20));
  }
}
