package dev.portals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PlanTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int plan(String... words) {
    var all = new String[words.length + 1];
    all[0] = "plan";
    System.arraycopy(words, 0, all, 1, words.length);
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all);
  }

  @Test
  void plan_ofAnExample_showsWhatItsOperatorsDo() {
    assertThat(plan("shopping-cart", "--lanes", "2")).isZero();
    assertThat(out.toString())
        .contains("/analytics", "workflows/best/key-1, 2 lanes", "serves /inventory/portals/stock")
        .contains("cart keeps contents, dev.portals.examples.cart.Contents");
  }

  @Test
  void diagram_ofAnExample_leadsFromWritersToReaders() {
    assertThat(plan("shopping-cart", "--diagram")).isZero();
    assertThat(out.toString())
        .startsWith("flowchart LR" + System.lineSeparator())
        .contains(
            "  _cart_workflows_cart -->|/cart/streams/orders| _orders_workflows_sales",
            "  _cart_workflows_cart -.->|/inventory/portals/stock| _inventory_workflows_stock");
  }

  @Test
  void json_ofAnExample_isALineForEachApplication() {
    assertThat(plan("shopping-cart", "--json")).isZero();
    assertThat(out.toString().lines())
        .hasSize(4)
        .allMatch(line -> line.startsWith("{\"application\":\""));
  }

  @Test
  void lanes_tooMany_areRefused() {
    assertThat(plan("word-count", "--lanes", "1025")).isEqualTo(2);
    assertThat(err.toString()).contains("1025 lanes an operator. Maybe 1, or up to 1024");
  }
}
