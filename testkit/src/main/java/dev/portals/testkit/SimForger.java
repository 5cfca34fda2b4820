package dev.portals.testkit;

import dev.portals.codec.Bytes;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Atom;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.PayloadHash;
import dev.portals.spi.Delivery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages up, or leads them astray: what a lane can tell by itself (replier rules 1 and 2,
 * P2). Whoever could take the next number of an innocent lane's channel is for transports to keep
 * out. Nothing of it may be run, and the forger may hear no answer.
 */
final class SimForger {
  private static final long FAR = 100_000;
  private static final long FIRST_ATTEMPT = AnswerMessage.UNASKED - 1;

  private final Supplier<Set<LaneId>> lanes;
  private final Ledgers ledgers;
  private final Chance chance;
  private final Trace trace;
  private long attempt = FIRST_ATTEMPT;

  /** {@code lanes} gives all that there have been. */
  SimForger(Supplier<Set<LaneId>> lanes, Ledgers ledgers, Chance chance, Trace trace) {
    this.lanes = lanes;
    this.ledgers = ledgers;
    this.chance = chance;
    this.trace = trace;
  }

  /** True if there is such a lane, whoever uses its name. */
  boolean isThere(LaneId lane) {
    return lanes.get().contains(lane);
  }

  /** Perhaps another message, made of one that is about to arrive; or null. */
  @Nullable AskMessage forge(AskMessage message) {
    var forged = forged(message);
    if (forged != null) {
      trace.add(() -> "forged: " + Words.of(forged.caller()) + " " + Words.of(forged));
    }
    return forged;
  }

  private @Nullable AskMessage forged(AskMessage message) {
    var ledger = ledgers.of(message.replier());
    var isUsed =
        message.items().stream().allMatch(item -> ledger.accepted(message.caller(), item.number()));
    if (isUsed && strikes(Fault.PAYLOAD_FORGED)) {
      return with(message.caller(), message.replier(), 0, other(message.items()));
    }
    if (strikes(Fault.CALLER_FORGED)) {
      return with(stranger(message), message.replier(), FAR, message.items());
    }
    if (strikes(Fault.NUMBER_FORGED)) {
      return numberForged(message);
    }
    var others = lanes.get().stream().filter(lane -> !servesFor(lane, message.replier())).toList();
    if (!others.isEmpty() && strikes(Fault.ASK_ASTRAY)) {
      var other = chance.oneOf(others);
      var next = ledgers.of(other).next(message.caller());
      var item = other(message.items().subList(0, 1)); // no ask of that lane by chance
      return with(message.caller(), other, 0, numbered(item, n -> next));
    }
    return null;
  }

  /** True for the same lane, of whatever incarnation: an innocent ask may come to the next one. */
  private static boolean servesFor(LaneId lane, LaneId other) {
    return lane.application().equals(other.application())
        && lane.operator().equals(other.operator())
        && lane.number() == other.number();
  }

  /** From outside there is one number, 0, and nothing to settle: one of both is wrong. */
  private AskMessage numberForged(AskMessage message) {
    var isLane = message.caller() instanceof Caller.Lane;
    var settles = isLane || attempt % 2 == 0;
    var step = isLane ? FAR : settles ? 0 : 1;
    var items = numbered(message.items(), number -> number + step);
    return with(message.caller(), message.replier(), settles ? FAR : 0, items);
  }

  private boolean strikes(Fault fault) {
    return chance.strikesBefore(fault, CrashPoint.ASK_RECEIVED);
  }

  private AskMessage with(Caller caller, LaneId replier, long below, List<AskMessage.Item> items) {
    return new AskMessage(caller, replier, attempt--, below, items);
  }

  private static List<AskMessage.Item> numbered(
      List<AskMessage.Item> items, UnaryOperator<Long> number) {
    var numbered = new ArrayList<AskMessage.Item>();
    for (var it : items) {
      var next = number.apply(it.number());
      numbered.add(
          new AskMessage.Item(next, it.portal(), it.key(), it.hash(), it.payload(), it.depth()));
    }
    return numbered;
  }

  private static List<AskMessage.Item> other(List<AskMessage.Item> items) {
    var others = new ArrayList<AskMessage.Item>();
    for (var it : items) {
      var bytes = it.payload().map(Bytes::toByteArray).orElseGet(() -> new byte[0]);
      var changed = Arrays.copyOf(bytes, bytes.length + 9); // longer than what any program sends
      changed[bytes.length] = 1;
      var other = Bytes.of(changed);
      others.add(
          new AskMessage.Item(
              it.number(),
              it.portal(),
              it.key(),
              PayloadHash.of(other),
              Optional.of(other),
              it.depth()));
    }
    return others;
  }

  /** A lane that there is not, made of the caller, or of the lane that is asked. */
  private Caller stranger(AskMessage message) {
    var lane = message.caller() instanceof Caller.Lane caller ? caller.lane() : message.replier();
    var is = lane.incarnation();
    return new Caller.Lane(
        switch (chance.below(5)) {
          case 0 -> in(lane, new Incarnation(is.ordinal() + 1, is.nonce()));
          case 1 -> in(lane, new Incarnation(is.ordinal(), is.nonce() + 1));
          case 2 -> new LaneId(lane.application(), is, lane.operator(), lane.number() + 100);
          case 3 -> new LaneId(lane.application(), is, "workflows/forged", lane.number());
          default -> new LaneId("forged", is, lane.operator(), lane.number());
        });
  }

  private static LaneId in(LaneId lane, Incarnation incarnation) {
    return new LaneId(lane.application(), incarnation, lane.operator(), lane.number());
  }

  /** Perhaps another delivery, made of one that is about to arrive; or null. */
  @Nullable Delivery forge(Delivery delivery, SimInstance receiver) {
    if (!chance.strikesBefore(Fault.ATOMS_FORGED, CrashPoint.DELIVERY, receiver)) {
      return null;
    }
    var is = delivery.channel();
    var atoms = delivery.atoms();
    var next = new Incarnation(is.incarnation().ordinal() + 1, is.incarnation().nonce());
    var forged =
        switch (chance.below(4)) {
          case 0 -> new Delivery(delivery.port(), is, delivery.first() + FAR, atoms);
          case 1 -> of(new StreamChannel(is.stream(), is.incarnation(), is.lane() + 100), atoms);
          case 2 -> of(new StreamChannel(is.stream(), next, is.lane()), atoms);
          default -> new Delivery("forged", is, 0, atoms);
        };
    trace.add(() -> "forged: " + forged.port() + " " + SimStreams.words(forged));
    return forged;
  }

  private static Delivery of(StreamChannel channel, List<Atom> atoms) {
    return new Delivery(channel.stream(), channel, 0, atoms);
  }

  /** True if it says something to the forger, who may hear nothing that would be worth a thing. */
  boolean hears(AnswerMessage message) {
    if (message.attempt() > FIRST_ATTEMPT) {
      return false;
    }
    for (var item : message.items()) {
      if (item.outcome().isAnswer() || item.outcome() instanceof Outcome.Pending) {
        throw new Deviation(
            "a forger who called himself " + message.caller() + " hears " + item.outcome());
      }
    }
    return true;
  }
}
