package dev.portals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.examples.cart.Inventory;
import dev.portals.examples.cart.Size;
import dev.portals.local.LocalPortals;
import dev.portals.local.http.HttpDoor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskTest {
  private static final String STOCK = "/inventory/portals/stock";

  @TempDir private Path directory;
  private LocalPortals portals;
  private HttpDoor door;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void open() throws InterruptedException {
    portals = LocalPortals.open(directory);
    portals.launch(Inventory.application(new Size(2, 1, 2, 0, 1)));
    assertThat(portals.awaitQuiet(Duration.ofSeconds(10))).isTrue();
    door = HttpDoor.open(portals, directory, 0);
  }

  @AfterEach
  void close() {
    door.close();
    portals.close();
  }

  private int ask(String... words) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words);
  }

  @Test
  void ask_inADataDirectory_printsTheReply() {
    var status =
        ask("ask", STOCK, "{\"Take\":{\"item\":\"socks\"}}", "--data", directory.toString());
    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    assertThat(out.toString()).isEqualTo("{\"Taken\":{}}" + System.lineSeparator());
  }

  @Test
  void ask_atAnAddress_withAKey_runsOnce() {
    for (var n = 0; n < 3; n++) {
      ask(
          "ask",
          STOCK,
          "{\"Take\":{\"item\":\"socks\"}}",
          "--url",
          door.address(),
          "--idempotency-key",
          "k");
    }
    ask("ask", STOCK, "{\"Count\":{\"item\":\"socks\"}}", "--url", door.address());
    var lines = out.toString().lines().toList();
    assertThat(lines.subList(0, 3)).containsOnly("{\"Taken\":{}}");
    var level = lines.get(3).replaceAll("[^0-9,]", "").split(",");
    assertThat(Integer.parseInt(level[0]) - Integer.parseInt(level[1])).isEqualTo(1);
  }

  @Test
  void ask_ofAnotherRequest_namesTheField() {
    assertThat(ask("ask", STOCK, "{\"Take\":{}}", "--url", door.address())).isEqualTo(2);
    assertThat(err.toString()).startsWith("portals: item is missing. Maybe {\"item\": String}");
  }

  @Test
  void ask_ofAnUnknownPortal_namesTheKnown() {
    assertThat(ask("ask", "/inventory/portals/stok", "{}", "--url", door.address())).isEqualTo(2);
    assertThat(err.toString()).contains("/inventory/portals/stock");
  }

  @Test
  void ask_withAUsedKeyAndAnotherRequest_fails() {
    ask(
        "ask",
        STOCK,
        "{\"Take\":{\"item\":\"socks\"}}",
        "--url",
        door.address(),
        "--idempotency-key",
        "k");
    var status =
        ask(
            "ask",
            STOCK,
            "{\"Count\":{\"item\":\"socks\"}}",
            "--url",
            door.address(),
            "--idempotency-key",
            "k");
    assertThat(status).isEqualTo(1);
    assertThat(err.toString()).contains("\"k\" was used before").hasLineCount(1);
  }

  @Test
  void ask_ofNobody_isUnreachable() throws Exception {
    door.close();
    assertThat(ask("ask", STOCK, "{}", "--url", door.address())).isEqualTo(4);
    assertThat(ask("ask", STOCK, "{}", "--data", directory.toString())).isEqualTo(4);
    Files.writeString(directory.resolve("http.address"), door.address());
    assertThat(ask("ask", STOCK, "{}", "--data", directory.toString())).isEqualTo(4);
    assertThat(err.toString()).hasLineCount(3);
  }

  @Test
  void ask_atNoAddress_isWrongUsage() {
    assertThat(ask("ask", STOCK, "{}", "--url", "socks")).isEqualTo(2);
    assertThat(ask("ask", STOCK, "{}", "--url", "ftp://127.0.0.1:1")).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(2);
  }
}
