package dev.portals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.local.LocalPortals;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  private record Ended(int status, String out, String err) {}

  @TempDir private Path directory;

  private Ended run(String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var status =
        Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(words);
    return new Ended(status, out.toString(), err.toString());
  }

  private Ended cart(String... more) {
    var words = new String[more.length + 4];
    System.arraycopy(
        new String[] {"run", "shopping-cart", "--data", directory.toString()}, 0, words, 0, 4);
    System.arraycopy(more, 0, words, 4, more.length);
    return run(words);
  }

  @Test
  void shoppingCart_runToItsEnd_addsUp() {
    var ended = cart("--operations", "5000", "--atom", "20");
    assertThat(ended.err()).contains("5,000 of 5,000 operations  100%", "http://127.0.0.1:");
    assertThat(ended.status()).isZero();
    assertThat(ended.out())
        .contains("item", "delivered", "in stock", "in carts", "ordered")
        .containsPattern("(?m)^socks .* ✓$")
        .containsPattern("(?m)^total .* ✓$")
        .contains("All add up")
        .doesNotContain("✗");
    assertThat(directory.resolve("http.address")).doesNotExist();
  }

  @Test
  void shoppingCart_runAgain_printsTheSameAndSaysSo() {
    var first = cart("--operations", "2000");
    var again = cart();
    assertThat(again.status()).isZero();
    assertThat(again.out()).isEqualTo(first.out());
    assertThat(again.err()).contains("it was complete already", "--reset");
  }

  @Test
  void shoppingCart_runAgainOtherwise_isRefusedUntilReset() {
    cart("--operations", "2000");
    var other = cart("--operations", "1000");
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err()).contains("--operations 2000 --atom 50").hasLineCount(1);
    var reset = cart("--operations", "1000", "--reset");
    assertThat(reset.status()).isZero();
    assertThat(reset.err()).contains("1,000 of 1,000");
  }

  @Test
  void wordCount_runToItsEnd_addsUp() {
    var ended = run("run", "word-count", "--data", directory.toString(), "--operations", "3000");
    assertThat(ended.status()).isZero();
    assertThat(ended.out()).containsPattern("(?m)^atoms .* ✓$").contains("All add up");
  }

  @Test
  void directory_ofAnotherExample_isRefused() {
    run("run", "word-count", "--data", directory.toString(), "--operations", "100");
    var ended = cart();
    assertThat(ended.status()).isEqualTo(3);
    assertThat(ended.err()).contains("holds a run of word-count").hasLineCount(1);
  }

  @Test
  void directory_held_isRefusedAlsoForReset() {
    try (var holder = LocalPortals.open(directory)) {
      assertThat(holder).isNotNull();
      for (var ended : new Ended[] {cart(), cart("--reset")}) {
        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err()).startsWith("portals: ").contains("held by").hasLineCount(1);
      }
    }
  }

  @Test
  void directory_damaged_isRefusedAndCanBeReset() throws Exception {
    var first = cart("--operations", "2000");
    damage();
    var ended = cart();
    assertThat(ended.status()).isEqualTo(3);
    assertThat(ended.err()).startsWith("portals: ").hasLineCount(1);
    assertThat(cart("--operations", "2000", "--reset").out()).isEqualTo(first.out());
  }

  /** Flips a bit in the middle of what is written, which no crash does. */
  private void damage() throws Exception {
    try (var files = Files.list(directory)) {
      var segment =
          files.filter(f -> f.toString().endsWith(".log")).sorted().findFirst().orElseThrow();
      var bytes = Files.readAllBytes(segment);
      bytes[5_000] ^= 1;
      Files.write(segment, bytes);
    }
  }

  @Test
  void directory_thatCannotBe_isRefused() throws Exception {
    var file = Files.writeString(directory.resolve("file"), "");
    var ended = run("run", "word-count", "--data", file.resolve("data").toString());
    assertThat(ended.status()).isEqualTo(3);
    assertThat(ended.err()).startsWith("portals: ").hasLineCount(1);
  }
}
