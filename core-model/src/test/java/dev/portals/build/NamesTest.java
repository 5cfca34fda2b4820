package dev.portals.build;

import static dev.portals.build.Built.keyed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.task.AtomStream;
import dev.portals.task.PartPath;
import dev.portals.task.Portal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and paths are refused where they are given. */
class NamesTest {
  private static final String ADVICE =
      " Maybe 1 to 64 letters, digits, '.', '-' and '_', a letter first.";

  @ParameterizedTest
  @ValueSource(strings = {"", "1a", "a b", "a/b", "/a", "é", "-a", "a\n", "a#1"})
  void name_bad_isRefusedForAnApplication(String name) {
    assertThatThrownBy(() -> Application.named(name, app -> {}))
        .isInstanceOf(PortalsException.class)
        .hasMessage("\"" + name + "\" is not a name for an application." + ADVICE);
  }

  @Test
  void name_of64Characters_isTheLongest() {
    assertThat(PartPath.requireName("a".repeat(64), "a task")).hasSize(64);
    assertThatThrownBy(() -> PartPath.requireName("a".repeat(65), "a task"))
        .hasMessage("\"" + "a".repeat(65) + "\" is not a name for a task." + ADVICE);
  }

  @Test
  void name_badForAPart_isRefused() {
    Application.named(
        "shop",
        app -> {
          var flow = keyed(app);
          flow.consume();
          var orders = AtomStream.at("/cart/streams/orders", String.class);
          assertThatThrownBy(() -> app.workflow("a b", orders))
              .hasMessage("\"a b\" is not a name for a workflow." + ADVICE);
          assertThatThrownBy(() -> flow.task("a b", String.class, task -> (e, ctx) -> {}))
              .hasMessage("\"a b\" is not a name for a task." + ADVICE);
          assertThatThrownBy(() -> flow.sink("a b"))
              .hasMessage("\"a b\" is not a name for streams." + ADVICE);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "orders",
        "/cart/orders",
        "cart/streams/orders",
        "/cart/portals/orders",
        "/cart/streams/orders/",
        "/cart/streams/a/b"
      })
  void path_ofNoStream_isRefused(String path) {
    assertThatThrownBy(() -> AtomStream.at(path, String.class))
        .isInstanceOf(PortalsException.class)
        .hasMessage(
            "\""
                + path
                + "\" is not the path of one of an application's streams. "
                + "Maybe /application/streams/name.");
  }

  @Test
  void path_ofNoPortal_isRefused() {
    assertThatThrownBy(
            () -> Portal.at("/cart/streams/orders", String.class, String.class, key -> key))
        .hasMessage(
            "\"/cart/streams/orders\" is not the path of one of an application's portals. "
                + "Maybe /application/portals/name.");
  }

  @Test
  void path_withABadName_isRefused() {
    assertThatThrownBy(() -> AtomStream.at("/cart/streams/", String.class))
        .hasMessage("\"\" is not a name for streams." + ADVICE);
  }

  @Test
  void path_parsed_isWrittenAsItWasRead() {
    var path = PartPath.parse("/cart/streams/orders", "streams");

    assertThat(path).isEqualTo(new PartPath("cart", "streams", "orders"));
    assertThat(path).hasToString("/cart/streams/orders");
  }
}
