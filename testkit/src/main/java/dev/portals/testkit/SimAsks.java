package dev.portals.testkit;

import dev.portals.plan.LaneId;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Outcome;
import dev.portals.spi.AskTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages on their way. What is sent must be committed: {@link Deviation} if not. */
final class SimAsks implements AskTransport {
  /** An {@link AskMessage} or {@link AnswerMessage} under way to a lane, or lost on it. */
  record Flight(LaneId to, Object message, boolean lost) {
    CrashPoint arrival() {
      return message instanceof AskMessage ? CrashPoint.ASK_RECEIVED : CrashPoint.ANSWER_RECEIVED;
    }
  }

  private final Ledgers ledgers;
  private final Chance chance;
  private final Trace trace;
  private final SimCallers callers;
  private final SimForger forger;
  private final List<Flight> flights = new ArrayList<>();

  SimAsks(Ledgers ledgers, SimCallers callers, SimForger forger, Chance chance, Trace trace) {
    this.forger = forger;
    this.ledgers = ledgers;
    this.callers = callers;
    this.chance = chance;
    this.trace = trace;
  }

  @Override
  public void ask(AskMessage message) {
    trace.add(() -> Words.of(message));
    chance.at(CrashPoint.ASK_SENT);
    for (var item : message.items()) {
      if (message.caller() instanceof Caller.Lane caller) {
        var ledger = ledgers.of(caller.lane());
        var asked = ledger.asked(message.replier(), item.number());
        var holds =
            item.payload()
                .map(payload -> asked != null && asked.payload().equals(payload))
                .orElseGet(() -> ledger.isExpired(message.replier(), item.number()));
        if (!holds) {
          throw new Deviation(
              caller.lane() + " sends an ask that is not committed: " + item + "; is " + asked);
        }
      }
    }
    flights.add(new Flight(message.replier(), message, false));
  }

  @Override
  public void answer(AnswerMessage message) {
    trace.add(() -> Words.of(message));
    chance.at(CrashPoint.ANSWER_SENT);
    if (forger.hears(message)) {
      mislead(message);
      return;
    }
    var ledger = ledgers.of(message.replier());
    for (var item : message.items()) {
      var outcome = item.outcome();
      var recorded = ledger.answer(message.caller(), item.number());
      var holds =
          outcome.isAnswer()
              ? recorded.equals(Optional.of(outcome))
              : outcome instanceof Outcome.Ended
                  ? ledger.isClosing() && recorded.isEmpty()
                  : !(outcome instanceof Outcome.Pending)
                      || ledger.accepted(message.caller(), item.number());
      if (!holds) {
        throw new Deviation(
            message.replier() + " answers " + item + ", but what is committed is " + recorded);
      }
    }
    if (message.caller() instanceof Caller.Lane caller) {
      flights.add(new Flight(caller.lane(), message, false));
    } else if (message.caller() instanceof Caller.External caller) {
      message.items().forEach(item -> callers.hear(caller, item));
    }
  }

  /** What a forger is told may come to the lane, if there is one, that he said he was. */
  private void mislead(AnswerMessage message) {
    if (message.caller() instanceof Caller.Lane caller && forger.isThere(caller.lane())) {
      flights.add(new Flight(caller.lane(), message, false));
    }
  }

  /** The next message to arrive, or null; it may be lost on the way and leave nothing. */
  @Nullable Flight next() {
    if (flights.isEmpty()) {
      return null;
    }
    var at = 0;
    if (flights.size() > 1
        && chance.strikesBefore(Fault.MESSAGE_REORDERED, flights.get(0).arrival())) {
      at = 1 + chance.below(flights.size() - 1);
    }
    var flight = flights.remove(at);
    var forged = flight.message() instanceof AskMessage message ? forger.forge(message) : null;
    if (forged != null) {
      flights.add(0, flight);
      return new Flight(forged.replier(), forged, false);
    }
    if (chance.strikesBefore(Fault.MESSAGE_REPEATED, flight.arrival())) {
      flights.add(chance.below(flights.size() + 1), flight);
    }
    if (chance.strikesBefore(Fault.MESSAGE_LOST, flight.arrival())) {
      return new Flight(flight.to(), flight.message(), true);
    }
    return flight;
  }
}
