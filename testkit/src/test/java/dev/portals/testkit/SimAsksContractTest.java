package dev.portals.testkit;

import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Commit;
import dev.portals.protocol.Entry;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.PayloadHash;
import dev.portals.spi.AskTransport;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** The simulated asks, lost, repeated and reordered. */
class SimAsksContractTest extends AskTransportContract {
  private static long seed;

  private final Chance chance =
      new Chance(
          new RandomChoices(
              seed++,
              Faults.only(Fault.MESSAGE_LOST, Fault.MESSAGE_REPEATED, Fault.MESSAGE_REORDERED)));
  private final Ledgers ledgers = new Ledgers();
  private final SimCallers callers = new SimCallers(List.of(), chance);
  private final SimForger forger = new SimForger(Set::of, ledgers, chance, new Trace(false));
  private final SimAsks asks = new SimAsks(ledgers, callers, forger, chance, new Trace(false));
  private final Map<LaneId, Queue<Object>> arrived = new HashMap<>();
  private long attempts;

  @Override
  protected AskTransport transport() {
    return asks;
  }

  @Override
  protected Optional<Object> next(LaneId lane) {
    for (var flight = asks.next(); flight != null; flight = asks.next()) {
      if (!flight.lost()) {
        arrived.computeIfAbsent(flight.to(), to -> new ArrayDeque<>()).add(flight.message());
      }
    }
    return Optional.ofNullable(arrived.getOrDefault(lane, new ArrayDeque<>()).poll());
  }

  @Override
  protected void askFromOutside(Caller.External caller, LaneId replier, Bytes payload) {
    var item =
        new AskMessage.Item(
            0, caller.portal(), caller.key(), PayloadHash.of(payload), Optional.of(payload), 1);
    asks.ask(new AskMessage(caller, replier, ++attempts, 0, List.of(item)));
  }

  @Override
  protected Optional<Outcome> heard(Caller.External caller) {
    return Optional.ofNullable(callers.heard(caller));
  }

  @Override
  protected void committed(LaneId lane, Entry entry) {
    var ledger = ledgers.of(lane);
    ledger.add(new Commit(ledger.newest() + 1, 0, 0, 1, List.of(entry)));
  }
}
