package dev.portals.examples.cart;

import dev.portals.build.Application;
import dev.portals.task.Task;

/**
 * The application {@code /inventory}: deliveries come in, those it begins with and those that are
 * published from outside, and whoever wants an item asks.
 */
public final class Inventory {
  private Inventory() {}

  public static Application application(Size size) {
    return Application.named(
        "inventory",
        app -> {
          var stock = app.workflow("stock");
          stock
              .from(app.generate("first", Deliveries.of(size)))
              .union(stock.from(app.external(Shop.DELIVERIES)))
              .key(Delivery::item)
              .task("stock", stock())
              .sink(Shop.CHANGES);
        });
  }

  static Task<Delivery, StockChange> stock() {
    return Task.define(
        Delivery.class,
        StockChange.class,
        task -> {
          var onHand = task.perKey("onHand", Integer.class, 0);
          var delivered = task.perKey("delivered", Integer.class, 0);
          task.replies(Shop.STOCK)
              .onAsk(
                  (request, ctx) -> {
                    var stock = ctx.state(onHand);
                    int before = stock.value();
                    if (request instanceof StockRequest.Count) {
                      ctx.reply(new StockReply.Level(ctx.state(delivered).value(), before));
                    } else if (request instanceof StockRequest.PutBack put) {
                      stock.set(before + 1);
                      if (before == 0) {
                        ctx.emit(new StockChange(put.item(), true));
                      }
                      ctx.reply(new StockReply.PutBack());
                    } else if (before == 0) {
                      ctx.reply(new StockReply.SoldOut());
                    } else {
                      stock.set(before - 1);
                      if (before == 1) {
                        ctx.emit(new StockChange(request.item(), false));
                      }
                      ctx.reply(new StockReply.Taken());
                    }
                  });
          return (delivery, ctx) -> {
            int before = ctx.state(onHand).value();
            ctx.state(onHand).set(before + delivery.count());
            ctx.state(delivered).update(n -> n + delivery.count());
            if (before == 0) {
              ctx.emit(new StockChange(delivery.item(), true));
            }
          };
        });
  }
}
