package dev.portals.testkit;

import dev.portals.plan.LaneId;
import dev.portals.protocol.Ask;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.PayloadHash;
import dev.portals.protocol.Root;
import dev.portals.task.Portal;
import java.util.List;
import java.util.Optional;

/** An ask from outside, under an idempotency key (design rule S14). */
record OutsideAsk(Caller.External caller, LaneId replier, Ask ask) {
  static <Q> OutsideAsk of(
      Topology topology, Portal<Q, ?> portal, Q request, String idempotencyKey) {
    var key = portal.keyOf(request);
    var replier = topology.routes().portal(portal.path()).lane(key);
    var payload = topology.operator(replier).codecs().encode(portal.request(), request);
    var hash = PayloadHash.of(payload);
    return new OutsideAsk(
        new Caller.External(portal.path(), key, idempotencyKey),
        replier,
        new Ask(
            portal.path(),
            key,
            hash,
            payload,
            new Root.OfAtom(),
            "",
            key,
            Optional.empty(),
            Optional.empty()));
  }

  AskMessage message(long attempt) {
    var item =
        new AskMessage.Item(0, ask.portal(), ask.key(), ask.hash(), Optional.of(ask.payload()), 1);
    return new AskMessage(caller, replier, attempt, 0, List.of(item));
  }
}
