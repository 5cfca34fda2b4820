package dev.portals.local;

import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.PayloadHash;
import dev.portals.spi.AskTransport;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Asks between lanes are calls inside the process; what leaves it waits for the journal (protocol,
 * "Local runtime").
 */
final class LocalAsks implements AskTransport {
  private final Journal journal;
  private final Function<LaneId, Optional<LaneRunner>> lanes;
  private final Map<Caller.External, Map<Long, CompletableFuture<Outcome>>> waiting =
      new HashMap<>();
  private long asked;

  LocalAsks(Journal journal, Function<LaneId, Optional<LaneRunner>> lanes) {
    this.journal = journal;
    this.lanes = lanes;
  }

  @Override
  public void ask(AskMessage message) {
    lanes.apply(message.replier()).ifPresent(lane -> lane.offer(message));
  }

  @Override
  public void answer(AnswerMessage message) {
    if (message.caller() instanceof Caller.Lane lane) {
      lanes.apply(lane.lane()).ifPresent(asker -> asker.offer(message));
    } else if (message.caller() instanceof Caller.External external) {
      leave(message, external);
    }
  }

  /** Rule C7: an answer leaves once the journal holds what it follows from. */
  private void leave(AnswerMessage message, Caller.External external) {
    var outcome = message.items().get(0).outcome();
    if (!(outcome instanceof Outcome.Pending)) { // the answer of an open ask comes by itself
      journal.whenDurable(
          () -> take(external, message.attempt()).forEach(future -> future.complete(outcome)));
    }
  }

  private synchronized Collection<CompletableFuture<Outcome>> take(
      Caller.External external, long attempt) {
    var attempts = waiting.get(external);
    if (attempts == null) {
      return List.of();
    }
    if (attempt == AnswerMessage.UNASKED) {
      waiting.remove(external);
      return attempts.values();
    }
    var future = attempts.remove(attempt);
    if (attempts.isEmpty()) {
      waiting.remove(external);
    }
    return future == null ? List.of() : List.of(future);
  }

  /** An ask from outside: the same key and payload give the same answer, run once. */
  CompletableFuture<Outcome> ask(Caller.External external, LaneId replier, Bytes payload) {
    var hash = PayloadHash.of(payload);
    var item =
        new AskMessage.Item(0, external.portal(), external.key(), hash, Optional.of(payload), 1);
    var future = new CompletableFuture<Outcome>();
    long attempt;
    synchronized (this) {
      attempt = ++asked;
      waiting.computeIfAbsent(external, key -> new HashMap<>()).put(attempt, future);
    }
    ask(new AskMessage(external, replier, attempt, 0, List.of(item)));
    return future;
  }

  /** The process can answer no more. */
  synchronized void fail(RuntimeException why) {
    waiting.values().forEach(a -> a.values().forEach(f -> f.completeExceptionally(why)));
    waiting.clear();
  }
}
