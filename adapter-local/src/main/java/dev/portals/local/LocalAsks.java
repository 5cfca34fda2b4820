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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks between lanes are calls inside the process; what leaves it waits for the journal (protocol,
 * "Local runtime").
 */
final class LocalAsks implements AskTransport {
  /** An ask from outside that is not answered. */
  private static final class Waiting {
    final AskMessage message;
    final CompletableFuture<Outcome> answer = new CompletableFuture<>();

    /** True once its lane has accepted it, and said so: the answer comes by itself. */
    boolean open;

    Waiting(AskMessage message) {
      this.message = message;
    }
  }

  private final Journal journal;
  private final Function<LaneId, Optional<Mailbox>> lanes;
  private final Predicate<LaneId> hasEnded;
  private final Map<Caller.External, Map<Long, Waiting>> waiting = new HashMap<>();
  private final Map<LaneId, AskRefusedException> broken = new HashMap<>();
  private @Nullable RuntimeException failure;
  private long asked;

  /**
   * Between the lanes of a process.
   *
   * @param hasEnded true of a lane that will never be run again: it answers nothing more
   */
  LocalAsks(
      Journal journal, Function<LaneId, Optional<Mailbox>> lanes, Predicate<LaneId> hasEnded) {
    this.journal = journal;
    this.lanes = lanes;
    this.hasEnded = hasEnded;
  }

  @Override
  public void ask(AskMessage message) {
    lanes
        .apply(message.replier())
        .ifPresentOrElse(
            lane -> lane.offer(message),
            () -> {
              if (hasEnded.test(message.replier())) {
                answer(message.answer(new Outcome.Ended()));
              }
            });
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
    var item =
        new AskMessage.Item(0, external.portal(), external.key(), hash, Optional.of(payload), 1);
    AskMessage message;
    Waiting ask;
    synchronized (this) {
      var refused = failure == null ? broken.get(replier) : failure;
      if (refused != null) {
        return CompletableFuture.failedFuture(refused);
      }
      message = new AskMessage(external, replier, ++asked, 0, List.of(item));
      ask = new Waiting(message);
      waiting.computeIfAbsent(external, key -> new HashMap<>()).put(asked, ask);
    }
    ask(message);
    return ask.answer;
  }

  /**
   * A lane has stopped for good: those who wait for it are told, once the answers that it has
   * committed have left, and those who come later at once.
   */
  void broken(LaneId lane, String why) {
    var refused =
        new AskRefusedException(
            AskRefusedException.Reason.BROKEN,
            "%s has stopped for good: %s. Maybe mend that, open the directory again, and ask again with the same idempotency key"
                .formatted(lane, why));
    synchronized (this) {
      broken.put(lane, refused);
    }
    journal.whenDurable(() -> refuse(lane::equals, refused));
  }

  /** A lane has another driver, which has not heard those that were not accepted; in order. */
  void askAgain(LaneId lane) {
    var again = new ArrayList<AskMessage>();
    synchronized (this) {
      for (var attempts : waiting.values()) {
        attempts.values().stream()
            .filter(ask -> !ask.open && ask.message.replier().equals(lane))
            .forEach(ask -> again.add(ask.message));
      }
    }
    again.sort(Comparator.comparingLong(AskMessage::attempt));
    again.forEach(this::ask);
  }

  /** A lane has ended: those who still wait for it hear that. */
  void ended(LaneId lane) {
    journal.whenDurable(
        () -> tell(lane::equals).forEach(ask -> ask.answer.complete(new Outcome.Ended())));
  }

  /** The process can answer no more: neither those who wait nor those who come later. */
  void fail(RuntimeException why) {
    synchronized (this) {
      failure = failure == null ? why : failure;
    }
    refuse(replier -> true, why);
  }

  private void refuse(Predicate<LaneId> repliers, RuntimeException why) {
    tell(repliers).forEach(ask -> ask.answer.completeExceptionally(why));
  }

  private synchronized List<Waiting> tell(Predicate<LaneId> repliers) {
    var told = new ArrayList<Waiting>();
    for (var attempts : waiting.values()) {
      attempts.values().removeIf(ask -> repliers.test(ask.message.replier()) && told.add(ask));
    }
    waiting.values().removeIf(Map::isEmpty);
    return told;
  }
}
