package dev.portals.examples.cart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.local.LocalPortals;
import dev.portals.task.Portal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopTest {
  private static final Size SIZE = new Size(8, 30, 16, 3_000, 25);

  @TempDir private Path directory;

  @Test
  void shop_runToItsEnd_isAsThePlainModelSays() throws Exception {
    var model = new ShopModel(SIZE);
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Inventory.application(SIZE));
      assertThat(portals.awaitQuiet(Duration.ofSeconds(30))).isTrue();
      portals.launch(Cart.application(SIZE), Orders.application());
      assertThat(portals.awaitQuiet(Duration.ofSeconds(30))).isTrue();
      for (var item : SIZE.itemNames()) {
        var level = new StockReply.Level(model.delivered(item), model.onHand(item));
        assertThat(ask(portals, Shop.STOCK, new StockRequest.Count(item))).isEqualTo(level);
        assertThat(ask(portals, Shop.SOLD, new SoldRequest(item)))
            .isEqualTo(new Sold(model.ordered(item)));
      }
      for (var user : SIZE.userNames()) {
        assertThat(ask(portals, Shop.CARTS, new CartRequest(user))).isEqualTo(model.cart(user));
      }
    }
  }

  @Test
  void analytics_launchedLate_seesWhatIsSoldFromThenOn() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Inventory.application(SIZE), Cart.application(SIZE), Orders.application());
      assertThat(portals.awaitQuiet(Duration.ofSeconds(30))).isTrue();
      portals.launch(Analytics.application());
      assertThat(portals.awaitQuiet(Duration.ofSeconds(30))).isTrue();
      assertThat(ask(portals, Shop.BEST, new BestRequest(3)).lines()).isEmpty();
    }
    try (var portals = LocalPortals.open(directory.resolve("together"))) {
      portals.launch(
          Inventory.application(SIZE),
          Cart.application(SIZE),
          Orders.application(),
          Analytics.application());
      assertThat(portals.awaitQuiet(Duration.ofSeconds(30))).isTrue();
      var best = ask(portals, Shop.BEST, new BestRequest(3)).lines();
      assertThat(best).hasSize(3).isSortedAccordingTo((a, b) -> b.count() - a.count());
      for (var line : best) {
        assertThat(ask(portals, Shop.SOLD, new SoldRequest(line.item())).count())
            .isEqualTo(line.count());
      }
    }
  }

  @Test
  void truck_publishedTwiceUnderOneKey_isTakenInOnce() throws Exception {
    try (var portals = LocalPortals.open(directory)) {
      portals.launch(Inventory.application(SIZE));
      assertThat(portals.awaitQuiet(Duration.ofSeconds(30))).isTrue();
      var before = (StockReply.Level) ask(portals, Shop.STOCK, new StockRequest.Count("socks"));
      for (var attempt = 0; attempt < 2; attempt++) {
        portals.publish(Shop.DELIVERIES, List.of(new Delivery("socks", 3)), "truck-4").join();
      }
      assertThat(portals.awaitQuiet(Duration.ofSeconds(30))).isTrue();
      assertThat(ask(portals, Shop.STOCK, new StockRequest.Count("socks")))
          .isEqualTo(new StockReply.Level(before.delivered() + 3, before.onHand() + 3));
    }
  }

  private static <Q, R> R ask(LocalPortals portals, Portal<Q, R> portal, Q asked) {
    return portals.ask(portal, asked, UUID.randomUUID().toString()).join().orThrow();
  }

  @Test
  void model_atItsEnd_hasEveryPieceOnce() {
    var model = new ShopModel(SIZE);
    var inCarts = new HashMap<String, Integer>();
    for (var user : SIZE.userNames()) {
      model.cart(user).items().forEach((item, n) -> inCarts.merge(item, n, Integer::sum));
    }
    assertThat(SIZE.itemNames())
        .allSatisfy(
            item ->
                assertThat(model.onHand(item) + inCarts.getOrDefault(item, 0) + model.ordered(item))
                    .isEqualTo(model.delivered(item))
                    .isPositive());
    assertThat(SIZE.itemNames()).anySatisfy(item -> assertThat(model.onHand(item)).isZero());
    assertThat(SIZE.itemNames()).anySatisfy(item -> assertThat(model.onHand(item)).isPositive());
    assertThat(SIZE.userNames()).anySatisfy(u -> assertThat(model.cart(u).soldOut()).isPositive());
  }

  @Test
  void contents_changed_areANewCart() {
    var one = Contents.EMPTY.with("socks");
    assertThat(one.with("socks").without("socks")).isEqualTo(one);
    assertThat(one.without("socks")).isEqualTo(Contents.EMPTY);
    assertThat(one.missed().ordered()).isEqualTo(new Contents(Map.of(), 1));
  }
}
