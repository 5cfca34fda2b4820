package dev.portals.protocol;

import dev.portals.codec.Bytes;
import dev.portals.plan.Incarnation;
import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import java.util.Optional;

/** Lanes, channels and messages for tests of the protocol. */
final class Lanes {
  static final Incarnation FIRST = new Incarnation(1, 11);
  static final StreamChannel CHANNEL = new StreamChannel("/a/streams/s", FIRST, 0);
  static final String PORT = CHANNEL.stream();
  static final LaneId REPLIER = new LaneId("bank", FIRST, "workflows/bank", 0);
  static final Caller ASKER = asker(1, 11);
  static final Root ATOM = new Root.OfAtom();

  private Lanes() {}

  static Caller asker(long ordinal, long nonce) {
    return new Caller.Lane(
        new LaneId("shop", new Incarnation(ordinal, nonce), "workflows/shop", 0));
  }

  static Atom atom(String text) {
    return Atom.of(1, Bytes.ofUtf8(text));
  }

  static Ask ask(String payload, Root root, boolean awaited) {
    var bytes = Bytes.ofUtf8(payload);
    var then =
        awaited
            ? Optional.of(new Ask.Then("then", Bytes.EMPTY, true, Optional.empty()))
            : Optional.<Ask.Then>empty();
    return new Ask(
        "/bank/portals/account", "k", PayloadHash.of(bytes), bytes, root, "t", "a", then);
  }

  static Optional<Outcome> replied(String value) {
    return Optional.of(new Outcome.Replied(Bytes.ofUtf8(value)));
  }
}
