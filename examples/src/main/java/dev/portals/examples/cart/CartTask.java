package dev.portals.examples.cart;

import dev.portals.examples.cart.CartOperation.Add;
import dev.portals.examples.cart.CartOperation.Checkout;
import dev.portals.examples.cart.CartOperation.Remove;
import dev.portals.task.Answer;
import dev.portals.task.Asker;
import dev.portals.task.Continuation;
import dev.portals.task.OnNext;
import dev.portals.task.PerKey;
import dev.portals.task.Task;
import dev.portals.task.TaskBuilder;
import dev.portals.task.TaskContext;

/**
 * A user's cart. Each piece in it was taken from stock, and is ordered or put back.
 *
 * <p>An ask leaves when its atom is committed. So a checkout in the atom of an add orders the cart
 * without the item, which comes into the cart after that.
 */
final class CartTask implements OnNext<CartOperation, Order> {
  private final PerKey<Contents> contents;
  private final Asker<StockRequest, StockReply> stock;
  private final Continuation<Add, StockReply> taken;

  static Task<CartOperation, Order> task() {
    return Task.define(CartOperation.class, Order.class, CartTask::new);
  }

  private CartTask(TaskBuilder<CartOperation, Order> task) {
    contents = task.perKey("contents", Contents.class, Contents.EMPTY);
    stock = task.asks(Shop.STOCK);
    taken = task.onAnswer("taken", stock, Add.class, this::taken);
    task.replies(Shop.CARTS).onAsk((request, ctx) -> ctx.reply(ctx.state(contents).value()));
  }

  @Override
  public void onNext(CartOperation operation, TaskContext<Order> ctx) {
    if (operation instanceof Add add) {
      ctx.ask(stock, new StockRequest.Take(add.item())).then(taken, add);
    } else if (operation instanceof Remove remove) {
      remove(remove.item(), ctx);
    } else if (operation instanceof Checkout) {
      checkout(ctx);
    }
  }

  private void taken(Add add, Answer<StockReply> answer, TaskContext<Order> ctx) {
    if (answer.orThrow() instanceof StockReply.Taken) {
      ctx.state(contents).update(cart -> cart.with(add.item()));
    } else {
      ctx.state(contents).update(Contents::missed);
    }
  }

  private void remove(String item, TaskContext<Order> ctx) {
    var cart = ctx.state(contents);
    if (cart.value().count(item) > 0) {
      cart.update(before -> before.without(item));
      ctx.ask(stock, new StockRequest.PutBack(item));
    }
  }

  private void checkout(TaskContext<Order> ctx) {
    var cart = ctx.state(contents);
    var items = cart.value().items();
    if (!items.isEmpty()) {
      ctx.emit(new Order(ctx.key(), items));
      cart.update(Contents::ordered);
    }
  }
}
