package dev.portals.driver;

import static dev.portals.driver.Lane.ASKER;
import static dev.portals.driver.Lane.FIRST;
import static dev.portals.driver.Lane.STOCK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.PayloadHash;
import dev.portals.spi.Delivery;
import dev.portals.task.OnNext;
import dev.portals.task.TaskBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a lane can tell by itself of forged and misled messages (replier rule 1, P2). */
class ForgedTest {
  private final List<String> runs = new ArrayList<>();
  private final Lane lane = Lane.task(this::stock);

  private OnNext<String, String> stock(TaskBuilder<String, String> task) {
    task.replies(STOCK)
        .onAsk(
            (item, ctx) -> {
              runs.add(item);
              ctx.reply(1);
            });
    return (event, ctx) -> runs.add(event);
  }

  private Outcome last() {
    var outcomes = lane.asks.outcomes();
    return outcomes.get(outcomes.size() - 1);
  }

  private static Caller caller(
      String application, Incarnation incarnation, String operator, int n) {
    return new Caller.Lane(new LaneId(application, incarnation, operator, n));
  }

  static List<Caller> strangers() {
    return List.of(
        caller("nobody", FIRST, "workflows/w", 0),
        caller("asker", FIRST, "workflows/other", 0),
        caller("asker", FIRST, "workflows/w", 1),
        caller("asker", FIRST, "workflows/w", -1),
        caller("asker", new Incarnation(2, 1), "workflows/w", 0),
        caller("bank", FIRST, "workflows/w", 0)); // it is there, but asks nothing
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void ask_ofALaneThatIsNotKnownToAsk_isNotServedYet(Caller stranger) {
    lane.ask(stranger, 0, "socks");
    lane.settle();

    assertThat(last()).isEqualTo(new Outcome.Busy());
    assertNothingCommitted();
  }

  static List<Caller> former() {
    return List.of(
        caller("asker", new Incarnation(0, 11), "workflows/w", 0),
        caller("asker", new Incarnation(1, 12), "workflows/w", 0));
  }

  @ParameterizedTest
  @MethodSource("former")
  void ask_ofAFormerIncarnation_isFencedOff(Caller dead) {
    lane.ask(dead, 0, "socks");
    lane.settle();

    assertThat(last()).isEqualTo(new Outcome.Fenced());
    assertNothingCommitted();
  }

  @Test
  void ask_ofALaterIncarnation_isServedOnceItIsKnown() {
    lane.ask(ASKER, 0, "socks");
    lane.settle();
    var later = caller("asker", new Incarnation(2, 1), "workflows/w", 0);
    lane.ask(later, 0, "shoes");
    lane.settle();
    assertThat(last()).isEqualTo(new Outcome.Busy());

    lane.driver.offer(lane.routesWith("asker", new Incarnation(2, 1)));
    lane.ask(later, 0, "shoes");
    lane.settle();

    assertThat(last()).isEqualTo(lane.replied(1));
    assertThat(runs).containsExactly("socks", "shoes");
    lane.ask(ASKER, 1, "hat");
    lane.settle();
    assertThat(last()).isEqualTo(new Outcome.Fenced());
  }

  @Test
  void ask_ofAnotherPayloadUnderAUsedNumber_isAMismatch() {
    lane.ask(ASKER, 0, "socks");
    lane.settle();

    lane.ask(ASKER, 0, "shoes");
    lane.settle();

    assertThat(last()).isEqualTo(new Outcome.Mismatch());
    assertThat(runs).containsExactly("socks");
  }

  @Test
  void ask_fromOutside_hasOneNumberAndItsOwnPortalAndKey() {
    lane.ask(Lane.external("one"), 0, "socks");
    lane.ask(Lane.external("one"), 1, "shoes");
    lane.ask(new Caller.External(STOCK.path(), "other", "two"), 0, "hat");
    lane.ask(new Caller.External("/shop/portals/other", "k", "three"), 0, "belt");
    lane.settle();

    assertThat(lane.asks.outcomes())
        .containsExactly(
            lane.replied(1),
            new Outcome.Mismatch(),
            new Outcome.Mismatch(),
            new Outcome.Mismatch());
    assertThat(runs).containsExactly("socks");
  }

  @Test
  void message_thatSettlesWhatWasNotAccepted_forgetsNothing() {
    lane.ask(ASKER, 0, "socks");
    lane.settle();

    lane.driver.offer(new AskMessage(ASKER, lane.id, 6, 7, List.of(item(0, "socks"))));
    lane.settle();

    assertThat(last()).isEqualTo(lane.replied(1));
    assertThat(runs).containsExactly("socks");
  }

  @Test
  void message_ofAStranger_settlesNothing() {
    lane.ask(ASKER, 0, "socks");
    lane.ask(ASKER, 1, "socks");
    lane.settle();
    var head = lane.store.state().head();

    var later = caller("asker", new Incarnation(2, 1), "workflows/w", 0);
    lane.driver.offer(new AskMessage(later, lane.id, 6, 2, List.of(item(2, "socks"))));
    lane.settle();

    assertThat(lane.store.state().head()).isEqualTo(head);
  }

  private AskMessage.Item item(long number, String item) {
    var payload = lane.codecs().encode(String.class, item);
    return new AskMessage.Item(
        number, STOCK.path(), "k", PayloadHash.of(payload), Optional.of(payload), 1);
  }

  @Test
  void delivery_ofAChannelThatIsNotRead_failsAndIsNotApplied() {
    var channels =
        List.of(
            new StreamChannel(Lane.IN.path(), FIRST, 1),
            new StreamChannel(Lane.IN.path(), new Incarnation(2, 1), 0),
            new StreamChannel("/source/streams/other", FIRST, 0));
    for (var channel : channels) {
      lane.driver.offer(new Delivery(Lane.IN.path(), channel, 0, List.of(lane.atom("a"))));
    }
    lane.driver.offer(new Delivery("other", Lane.CHANNEL, 0, List.of(lane.atom("a"))));
    lane.settle();

    assertThat(lane.streams.failed)
        .containsExactly(
            Delivery.NOT_READ, Delivery.NOT_READ, Delivery.NOT_READ, Delivery.NOT_READ);
    assertNothingCommitted();
  }

  private void assertNothingCommitted() {
    assertThat(runs).isEmpty();
    assertThat(lane.store.state().head()).isZero();
  }

  @Test // S14: the answer is forgotten when its time has come, not when somebody says so
  void ask_fromOutsideThatSettlesItself_isRefusedAndItsAnswerIsKept() {
    var external = Lane.external("one");
    lane.ask(external, 0, "socks");
    lane.settle();

    lane.driver.offer(new AskMessage(external, lane.id, 6, 1, List.of()));
    lane.settle();
    lane.ask(external, 0, "socks");
    lane.settle();

    assertThat(runs).hasSize(1);
  }
}
