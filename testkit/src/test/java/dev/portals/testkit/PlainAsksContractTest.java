package dev.portals.testkit;

import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.PayloadHash;
import dev.portals.spi.AskTransport;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** A transport that brings everything at once; others break it. */
class PlainAsksContractTest extends AskTransportContract implements AskTransport {
  private final Map<LaneId, Queue<Object>> come = new HashMap<>();
  private final Map<Caller.External, Outcome> heard = new HashMap<>();

  void bring(LaneId lane, Object message) {
    come.computeIfAbsent(lane, to -> new ArrayDeque<>()).add(message);
  }

  void tell(Caller.External caller, Outcome outcome) {
    heard.put(caller, outcome);
  }

  @Override
  public void ask(AskMessage message) {
    bring(message.replier(), message);
  }

  @Override
  public void answer(AnswerMessage message) {
    if (message.caller() instanceof Caller.Lane caller) {
      bring(caller.lane(), message);
    } else if (message.caller() instanceof Caller.External caller) {
      tell(caller, message.items().get(0).outcome());
    }
  }

  @Override
  protected AskTransport transport() {
    return this;
  }

  @Override
  protected Optional<Object> next(LaneId lane) {
    return Optional.ofNullable(come.getOrDefault(lane, new ArrayDeque<>()).poll());
  }

  @Override
  protected void askFromOutside(Caller.External caller, LaneId replier, Bytes payload) {
    var hash = PayloadHash.of(payload);
    var item = new AskMessage.Item(0, caller.portal(), caller.key(), hash, Optional.of(payload), 1);
    ask(new AskMessage(caller, replier, 1, 0, List.of(item)));
  }

  @Override
  protected Optional<Outcome> heard(Caller.External caller) {
    return Optional.ofNullable(heard.get(caller));
  }
}
