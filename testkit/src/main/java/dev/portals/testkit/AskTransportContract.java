package dev.portals.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.portals.codec.Bytes;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.Ask;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Entry;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.PayloadHash;
import dev.portals.protocol.Root;
import dev.portals.spi.AskTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link AskTransport} must do; inherit it and run it. It may lose, repeat, delay and
 * reorder, so what is sent again and again must come in the end, and nothing else may come. Each
 * test is of an incarnation that nobody used before, so the transport may be a real one.
 */
public abstract class AskTransportContract {
  private static final String PORTAL = "/contract/portals/echo";
  private static final int MOST_TRIES = 1_000;
  private static final int MANY = 200;

  private LaneId asker;
  private LaneId replier;
  private long attempts;

  /** The transport. */
  protected abstract AskTransport transport();

  /**
   * The next message that has come to a lane, an {@link AskMessage} or an {@link AnswerMessage};
   * waits for as long as one may take. Empty if none comes.
   */
  protected abstract Optional<Object> next(LaneId lane);

  /** Somebody outside asks, once, and listens. */
  protected abstract void askFromOutside(Caller.External caller, LaneId replier, Bytes payload);

  /** What a caller from outside has heard, if it has. */
  protected abstract Optional<Outcome> heard(Caller.External caller);

  /** A lane has committed this. For transports that look at what is committed. */
  protected void committed(LaneId lane, Entry entry) {}

  /** The incarnation of all lanes. */
  protected Incarnation incarnation() {
    return new Incarnation(1, UUID.randomUUID().getMostSignificantBits());
  }

  @BeforeEach
  void begin() {
    var incarnation = incarnation();
    asker = new LaneId("contract", incarnation, "workflows/ask", 0);
    replier = new LaneId("contract", incarnation, "workflows/reply", 0);
  }

  private static Bytes payload(long number, int bytes) {
    return Bytes.ofUtf8(number + "?".repeat(bytes));
  }

  private AskMessage.Item item(long number, int bytes) {
    var payload = payload(number, bytes);
    var hash = PayloadHash.of(payload);
    var ask =
        new Ask(
            PORTAL,
            "k",
            hash,
            payload,
            new Root.OfAtom(),
            "task",
            "key",
            Optional.empty(),
            Optional.empty());
    committed(asker, new Entry.Asked(replier, number, ask));
    return new AskMessage.Item(number, PORTAL, "k", hash, Optional.of(payload), 1);
  }

  private AnswerMessage.Item answer(Caller caller, long number, long hash, Outcome outcome) {
    committed(replier, new Entry.Served(caller, number, hash, Optional.of(outcome)));
    return new AnswerMessage.Item(number, outcome);
  }

  /** Sends asks until they come, each time as another attempt, and gives what came. */
  private AskMessage sendUntilHeard(List<AskMessage.Item> items) {
    var first = attempts + 1;
    for (var tries = 0; tries < MOST_TRIES; tries++) {
      transport().ask(new AskMessage(new Caller.Lane(asker), replier, ++attempts, 0, items));
      for (var come = next(replier); come.isPresent(); come = next(replier)) {
        if (come.get() instanceof AskMessage message && message.attempt() >= first) {
          assertTrue(message.attempt() <= attempts, "an attempt that was never made came");
          return message;
        }
      }
    }
    throw new AssertionError("asks were sent " + MOST_TRIES + " times and never came");
  }

  private AnswerMessage answerUntilHeard(AnswerMessage message) {
    for (var tries = 0; tries < MOST_TRIES; tries++) {
      transport().answer(message);
      for (var come = next(asker); come.isPresent(); come = next(asker)) {
        if (come.get() instanceof AnswerMessage answer && answer.attempt() == message.attempt()) {
          return answer;
        }
      }
    }
    throw new AssertionError("answers were sent " + MOST_TRIES + " times and never came");
  }

  @Test
  void asks_sentAgain_comeToTheirReplierAsTheyAre() {
    var items = List.of(item(0, 0), item(1, 100), item(2, 100_000));
    var come = sendUntilHeard(items);
    assertEquals(new Caller.Lane(asker), come.caller());
    assertEquals(replier, come.replier());
    assertEquals(items, come.items());
    assertEquals(Optional.empty(), next(asker), "an ask is for its replier only");
  }

  @Test
  void asks_many_comeInTheOrderOfTheirNumbers() {
    var items = new ArrayList<AskMessage.Item>();
    for (var number = 0; number < MANY; number++) {
      items.add(item(number, number));
    }
    assertEquals(items, sendUntilHeard(items).items());
  }

  @Test
  void answers_sentAgain_comeToTheirCallerAsTheyAre() {
    var caller = new Caller.Lane(asker);
    var items = new ArrayList<AnswerMessage.Item>();
    var outcomes =
        List.of(
            new Outcome.Replied(payload(9, 50_000)),
            new Outcome.Failed("no such thing"),
            new Outcome.Expired());
    for (var number = 0; number < outcomes.size(); number++) {
      items.add(answer(caller, number, item(number, 1).hash(), outcomes.get(number)));
    }
    var message = new AnswerMessage(caller, replier, 17, items);
    assertEquals(message, answerUntilHeard(message));
    assertEquals(Optional.empty(), next(replier), "an answer is for its caller only");
  }

  @Test
  void answer_unasked_comesToo() {
    var caller = new Caller.Lane(asker);
    var item = answer(caller, 0, item(0, 1).hash(), new Outcome.Replied(payload(1, 1)));
    var message = new AnswerMessage(caller, replier, AnswerMessage.UNASKED, List.of(item));
    assertEquals(message, answerUntilHeard(message));
  }

  @Test
  void outsideCaller_whoAsks_hearsTheAnswerAndNoOther() {
    var caller = new Caller.External(PORTAL, "k", "idempotency-" + replier.incarnation().nonce());
    var other = new Caller.External(PORTAL, "k", "other-" + replier.incarnation().nonce());
    var reply = new Outcome.Replied(payload(42, 10));
    for (var tries = 0; heard(caller).isEmpty(); tries++) {
      assertTrue(tries < MOST_TRIES, "the caller hears nothing");
      askFromOutside(caller, replier, payload(1, 1));
      for (var come = next(replier); come.isPresent(); come = next(replier)) {
        var message = (AskMessage) come.get();
        assertEquals(caller, message.caller());
        assertEquals(Optional.of(payload(1, 1)), message.items().get(0).payload());
        var item = answer(caller, 0, message.items().get(0).hash(), reply);
        transport().answer(new AnswerMessage(caller, replier, message.attempt(), List.of(item)));
      }
    }
    assertEquals(Optional.of(reply), heard(caller));
    assertEquals(Optional.empty(), heard(other));
  }
}
