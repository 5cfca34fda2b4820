package dev.portals.local;

import dev.portals.build.Application;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.util.ArrayList;
import java.util.List;

/** Carts ask an inventory, which has enough for all but one item. */
final class DiskShop {
  private static final Portal<String, Integer> STOCK =
      Portal.at("/inventory/portals/stock", String.class, Integer.class, item -> item);
  private static final Portal<String, Integer> LEFT =
      Portal.at("/inventory/portals/left", String.class, Integer.class, item -> item);
  private static final Portal<String, Integer> CART =
      Portal.at("/cart/portals/cart", String.class, Integer.class, user -> user);

  private DiskShop() {}

  static DiskProgram of(int lanes, int operations) {
    var inventory =
        Application.named(
            "inventory",
            app ->
                app.workflow("stock", app.generate("none", Generator.range(0, 0, 1)))
                    .key(n -> "" + n)
                    .task("stock", stock())
                    .sink("changes"));
    var cart =
        Application.named(
            "cart",
            app ->
                app.workflow("cart", app.generate("operations", Generator.range(0, operations, 2)))
                    .key(n -> "user " + n % 3)
                    .task("cart", cart())
                    .sink("orders"));
    var view = new ArrayList<Question<?, ?>>();
    List.of("socks", "hat").forEach(item -> view.add(new Question<>(LEFT, item, item)));
    List.of("user 0", "user 1", "user 2").forEach(u -> view.add(new Question<>(CART, u, u)));
    return new DiskProgram("shop", lanes, List.of(inventory, cart), 1, List.of(), view);
  }

  private static Task<Integer, String> stock() {
    return Task.define(
        Integer.class,
        String.class,
        task -> {
          var taken = task.perKey("taken", Integer.class, 0);
          task.replies(LEFT).onAsk((item, ctx) -> ctx.reply(1_000 - ctx.state(taken).value()));
          task.replies(STOCK)
              .onAsk(
                  (item, ctx) -> {
                    if (item.equals("hat")) {
                      throw new IllegalStateException("no hats");
                    }
                    ctx.state(taken).update(n -> n + 1);
                    ctx.emit(item);
                    ctx.reply(1);
                  });
          return (n, ctx) -> {};
        });
  }

  private static Task<Integer, String> cart() {
    return Task.define(
        Integer.class,
        String.class,
        task -> {
          var items = task.perKey("items", Integer.class, 0);
          var stock = task.asks(STOCK);
          var answered =
              task.onAnswer(
                  "answered",
                  stock,
                  String.class,
                  (item, answer, ctx) -> {
                    var sold = answer instanceof dev.portals.task.Answer.Replied;
                    ctx.state(items).update(n -> n + (sold ? 1 : 100));
                  });
          task.replies(CART).onAsk((user, ctx) -> ctx.reply(ctx.state(items).value()));
          return (n, ctx) -> {
            var item = n % 4 == 3 ? "hat" : "socks";
            ctx.ask(stock, item).then(answered, item);
          };
        });
  }
}
