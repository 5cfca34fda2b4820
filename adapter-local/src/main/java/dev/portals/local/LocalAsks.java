package dev.portals.local;

import dev.portals.codec.Bytes;
import dev.portals.plan.LaneId;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.PayloadHash;
import dev.portals.spi.AskTransport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks between lanes are calls inside the process; what leaves it waits for the journal (protocol,
 * "Local runtime").
 */
final class LocalAsks implements AskTransport {
  /** An ask from outside that is not answered. */
  private static final class Waiting {
    final CompletableFuture<Outcome> answer = new CompletableFuture<>();

    /** True once its lane has accepted it, and said so: the answer comes by itself. */
    boolean open;
  }

  private final Journal journal;
  private final Function<LaneId, Optional<LaneRunner>> lanes;
  private final Map<Caller.External, Map<Long, Waiting>> waiting = new HashMap<>();
  private @Nullable RuntimeException failure;
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
    if (outcome instanceof Outcome.Pending) {
      open(external, message.attempt());
    } else {
      journal.whenDurable(
          () -> take(external, message.attempt()).forEach(ask -> ask.answer.complete(outcome)));
    }
  }

  private synchronized void open(Caller.External external, long attempt) {
    var ask = waiting.getOrDefault(external, Map.of()).get(attempt);
    if (ask != null) {
      ask.open = true;
    }
  }

  /**
   * Those whom an answer is for. One that responds to no attempt is for the open ones: another may
   * carry another payload under the same key, and is to hear that.
   */
  private synchronized List<Waiting> take(Caller.External external, long attempt) {
    var attempts = waiting.getOrDefault(external, new HashMap<>());
    var taken = new ArrayList<Waiting>();
    attempts
        .entrySet()
        .removeIf(
            at -> {
              var isMeant =
                  attempt == AnswerMessage.UNASKED ? at.getValue().open : at.getKey() == attempt;
              return isMeant && taken.add(at.getValue());
            });
    if (attempts.isEmpty()) {
      waiting.remove(external);
    }
    return taken;
  }

  /** An ask from outside: the same key and payload give the same answer, run once. */
  CompletableFuture<Outcome> ask(Caller.External external, LaneId replier, Bytes payload) {
    var hash = PayloadHash.of(payload);
    var item = new AskMessage.Item(0, external.portal(), external.key(), hash, payload, 1);
    var ask = new Waiting();
    long attempt;
    synchronized (this) {
      if (failure != null) {
        return CompletableFuture.failedFuture(failure);
      }
      attempt = ++asked;
      waiting.computeIfAbsent(external, key -> new HashMap<>()).put(attempt, ask);
    }
    ask(new AskMessage(external, replier, attempt, 0, List.of(item)));
    return ask.answer;
  }

  /** The process can answer no more: neither those who wait nor those who come later. */
  void fail(RuntimeException why) {
    var told = new ArrayList<Waiting>();
    synchronized (this) {
      failure = failure == null ? why : failure;
      waiting.values().forEach(attempts -> told.addAll(attempts.values()));
      waiting.clear();
    }
    told.forEach(ask -> ask.answer.completeExceptionally(why));
  }
}
