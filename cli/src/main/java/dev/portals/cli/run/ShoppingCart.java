package dev.portals.cli.run;

import dev.portals.build.Application;
import dev.portals.examples.cart.Analytics;
import dev.portals.examples.cart.BestRequest;
import dev.portals.examples.cart.Cart;
import dev.portals.examples.cart.CartRequest;
import dev.portals.examples.cart.Inventory;
import dev.portals.examples.cart.Orders;
import dev.portals.examples.cart.Shop;
import dev.portals.examples.cart.Size;
import dev.portals.examples.cart.Sold;
import dev.portals.examples.cart.SoldRequest;
import dev.portals.examples.cart.StockReply.Level;
import dev.portals.examples.cart.StockRequest;
import java.util.HashMap;
import java.util.List;

/** Every piece that was delivered must be in stock, in a cart or ordered. */
final class ShoppingCart implements Example {
  @Override
  public String name() {
    return "shopping-cart";
  }

  @Override
  public String unit() {
    return "operations";
  }

  @Override
  public Scale usual() {
    return new Scale(Size.DEFAULT.operations(), Size.DEFAULT.atom());
  }

  @Override
  public List<List<Application>> stages(Scale scale) {
    var size = size(scale);
    return List.of(
        List.of(Inventory.application(size)),
        List.of(Cart.application(size), Orders.application()));
  }

  @Override
  public List<Application> late() {
    return List.of(Analytics.application());
  }

  @Override
  public String remark(Asking asking) {
    var best = asking.all(Shop.BEST, List.of("all"), all -> new BestRequest(1)).values();
    return best.stream()
        .flatMap(it -> it.lines().stream())
        .findFirst()
        .map(
            it ->
                "since then /analytics has seen most of: %s, %,d pieces"
                    .formatted(it.item(), it.count()))
        .orElse("since then /analytics has seen nothing sold");
  }

  private static Size size(Scale scale) {
    return Size.of(scale.operations(), scale.atom());
  }

  @Override
  public String lane() {
    return "/cart/workflows/cart#0";
  }

  @Override
  public Report report(Asking asking, Scale scale) {
    var size = size(scale);
    var items = size.itemNames();
    var stock = asking.all(Shop.STOCK, items, StockRequest.Count::new);
    var sold = asking.all(Shop.SOLD, items, SoldRequest::new);
    var carts = asking.all(Shop.CARTS, size.userNames(), CartRequest::new);
    var inCarts = new HashMap<String, Integer>();
    var missed = 0L;
    for (var cart : carts.values()) {
      cart.items().forEach((item, count) -> inCarts.merge(item, count, Integer::sum));
      missed += cart.soldOut();
    }
    var table = new Table("item", "delivered", "in stock", "in carts", "ordered");
    for (var item : items) {
      var level = (Level) stock.getOrDefault(item, new Level(0, 0));
      int carted = inCarts.getOrDefault(item, 0);
      var ordered = sold.getOrDefault(item, new Sold(0)).count();
      var right = level.delivered() == (long) level.onHand() + carted + ordered;
      table.line(item, right, level.delivered(), level.onHand(), carted, ordered);
    }
    var verdict =
        table.allRight()
            ? "All add up: every piece delivered is in stock, in a cart or ordered."
            : "The figures do not add up: pieces were lost or made twice.";
    var soldOut = "%,d times an item was wanted that was sold out.".formatted(missed);
    return new Report(table.print() + verdict + "\n" + soldOut + "\n", table.allRight());
  }
}
