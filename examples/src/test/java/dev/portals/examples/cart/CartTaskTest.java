package dev.portals.examples.cart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.examples.cart.CartOperation.Add;
import dev.portals.examples.cart.CartOperation.Checkout;
import dev.portals.examples.cart.CartOperation.Remove;
import dev.portals.task.Answer;
import dev.portals.testkit.TestPortals;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CartTaskTest {
  private final TestPortals<CartOperation, Order> test = TestPortals.of(CartTask.task());

  private void add(String item, StockReply reply) {
    test.next("alice", new Add("alice", item));
    assertThat(test.asked(Shop.STOCK)).containsExactly(new StockRequest.Take(item));
    test.answer(Shop.STOCK, new Answer.Replied<>(reply));
  }

  private Optional<Answer<Contents>> cart() {
    return test.ask(Shop.CARTS, new CartRequest("alice")).answer();
  }

  @Test
  void add_taken_isInTheCart() {
    add("socks", new StockReply.Taken());
    assertThat(cart()).contains(new Answer.Replied<>(new Contents(Map.of("socks", 1), 0)));
  }

  @Test
  void add_soldOut_isCountedAsMissed() {
    add("socks", new StockReply.SoldOut());
    assertThat(cart()).contains(new Answer.Replied<>(new Contents(Map.of(), 1)));
  }

  @Test
  void checkout_afterAdds_ordersWhatWasTaken() {
    add("socks", new StockReply.Taken());
    add("socks", new StockReply.Taken());
    add("tent", new StockReply.SoldOut());
    test.next("alice", new Checkout("alice"));
    assertThat(test.emitted()).containsExactly(new Order("alice", Map.of("socks", 2)));
    assertThat(cart()).contains(new Answer.Replied<>(new Contents(Map.of(), 1)));
  }

  @Test
  void checkout_beforeTheAnswer_ordersWithoutTheItem() {
    test.next("alice", new Add("alice", "socks"));
    test.next("alice", new Checkout("alice"));
    assertThat(test.emitted()).isEmpty();
    test.answer(Shop.STOCK, new Answer.Replied<>(new StockReply.Taken()));
    assertThat(cart()).contains(new Answer.Replied<>(new Contents(Map.of("socks", 1), 0)));
  }

  @Test
  void remove_ofWhatIsInTheCart_putsItBack() {
    add("socks", new StockReply.Taken());
    test.next("alice", new Remove("alice", "socks"));
    assertThat(test.asked(Shop.STOCK)).containsExactly(new StockRequest.PutBack("socks"));
    assertThat(cart()).contains(new Answer.Replied<>(new Contents(Map.of(), 0)));
  }

  @Test
  void remove_ofWhatIsNotInTheCart_asksNothing() {
    test.next("alice", new Remove("alice", "socks"));
    assertThat(test.asked(Shop.STOCK)).isEmpty();
  }
}
