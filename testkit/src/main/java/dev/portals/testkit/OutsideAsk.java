package dev.portals.testkit;

import dev.portals.codec.Bytes;
import dev.portals.engine.EventList;
import dev.portals.model.Node;
import dev.portals.plan.LaneId;
import dev.portals.protocol.Ask;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.PayloadHash;
import dev.portals.protocol.Root;
import dev.portals.task.AtomStream;
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
    return of(replier, portal.path(), key, payload, idempotencyKey);
  }

  /** An atom that is published to a stream. */
  static <T> OutsideAsk publishing(
      Topology topology, AtomStream<T> stream, List<T> events, String idempotencyKey) {
    var path = Node.Enter.path(stream.path());
    var replier = topology.routes().portal(path).lane(path);
    var codec = topology.operator(replier).codecs().of(stream.type());
    return of(replier, path, path, EventList.encode(codec, events), idempotencyKey);
  }

  private static OutsideAsk of(
      LaneId replier, String path, String key, Bytes payload, String idempotencyKey) {
    return new OutsideAsk(
        new Caller.External(path, key, idempotencyKey),
        replier,
        new Ask(
            path,
            key,
            PayloadHash.of(payload),
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
