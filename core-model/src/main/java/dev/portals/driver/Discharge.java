package dev.portals.driver;

import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.LaneState;
import dev.portals.spi.Delivery;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * What the committed state owes to others, one thing a call: atoms, asks, answers, and last the
 * release of what they followed from. Nothing of a draft (rule C7).
 */
final class Discharge {
  private static final int ATOMS_IN_A_PUBLISH = 64;
  private static final long RETRY_MILLIS = 200;
  private static final long LONGEST_RETRY_MILLIS = 5_000;

  private record Backoff(long due, long delay) {}

  private final LaneId lane;
  private final Ports ports;
  private final Inbox inbox;
  private final Cover cover;
  private final Map<LaneId, Backoff> resends = new HashMap<>();
  private final ArrayDeque<AnswerMessage> answers = new ArrayDeque<>();
  private long notBefore;
  private boolean begun;

  Discharge(LaneId lane, Ports ports, Inbox inbox, Cover cover) {
    this.lane = lane;
    this.ports = ports;
    this.inbox = inbox;
    this.cover = cover;
  }

  /** The answers of a draft that is stored, or that changed nothing, may leave. */
  void leave(Draft done) {
    answers.addAll(done.answers());
  }

  /** The memory was dropped: what a loaded one owes is found anew. */
  void forget() {
    left();
    resends.clear();
  }

  /** The lane is left: whoever asked is not there any more, and asks again. */
  void left() {
    answers.clear();
    begun = false;
  }

  /**
   * When a lane is entered, its asks may be on their way: their sender may have called it. Who was
   * called to see to the lane sends them at once; others do only if no answer comes, or every call
   * of a lane that waits for itself would lead to another.
   */
  private void begin(LaneState memory) {
    begun = true;
    resends.clear();
    var seesToAll = cover.isCalledFor() || inbox.hasDeliveries();
    for (var asker : memory.askers()) {
      if (seesToAll) {
        asker.resend();
      } else if (asker.hasUnsettled()) {
        asker.leaveToOthers(newAttempt());
        var now = ports.time().millis();
        resends.put(asker.replier(), new Backoff(now + RETRY_MILLIS, RETRY_MILLIS));
      }
    }
  }

  private long newAttempt() {
    return ports.random().nextLong() & Long.MAX_VALUE;
  }

  /** Nothing is to be done before this time: an outcome is unknown and will be asked for again. */
  long notBefore() {
    return notBefore;
  }

  /** When an ask is to be repeated. */
  long wakeAt() {
    var wake = Long.MAX_VALUE;
    for (var resend : resends.values()) {
      wake = Math.min(wake, resend.due());
    }
    return wake;
  }

  /** Does one thing; false if nothing is owed. */
  boolean next(LaneState memory) {
    if (!begun) {
      begin(memory);
    }
    return publish(memory) || sendAsks(memory) || free(memory) || ports.store().flush(lane, memory);
  }

  /** Lets one go of those that wait for what the lane owes; false if none may. */
  boolean free(LaneState memory) {
    return sendAnswer(memory) || release(memory);
  }

  /** True if somebody waits for more than what he is told: for the lane's other affairs. */
  boolean isPressed(LaneState memory) {
    return answers.stream().anyMatch(answer -> !answer.isPending())
        || (!memory.isDraining() && inbox.held().stream().anyMatch(it -> isTaken(memory, it)));
  }

  /** Rule P1: in order, one range at a time; an unknown outcome is repeated. */
  private boolean publish(LaneState memory) {
    for (var producer : memory.producers()) {
      if (producer.owes()) {
        var atoms = producer.owed(ATOMS_IN_A_PUBLISH);
        var first = producer.first();
        if (ports.streams().publish(StreamChannel.of(producer.port(), lane), first, atoms)) {
          producer.acknowledged(first + atoms.size());
        } else {
          notBefore = ports.time().millis() + RETRY_MILLIS;
        }
        return true;
      }
    }
    return false;
  }

  /** Asker rules 1 to 3: in order, and again as long as no answer comes. */
  private boolean sendAsks(LaneState memory) {
    for (var asker : memory.askers()) {
      if (!asker.hasUnsettled()) {
        if (!resends.isEmpty()) {
          resends.remove(asker.replier());
        }
        continue;
      }
      var resend = resends.get(asker.replier());
      var now = ports.time().millis();
      if (resend != null && resend.due() <= now) {
        asker.resend();
      }
      if (asker.owes()) {
        var delay = resend == null || resend.due() > now ? RETRY_MILLIS : resend.delay() * 2;
        delay = Math.min(delay, LONGEST_RETRY_MILLIS);
        resends.put(asker.replier(), new Backoff(now + delay, delay));
        ports.asks().ask(asker.send(new Caller.Lane(lane), newAttempt()));
        return true;
      }
    }
    return false;
  }

  /** Replier rule 4, rule W2: who has heard does not come back. */
  private boolean sendAnswer(LaneState memory) {
    if (answers.isEmpty() || !cover.frees(memory)) {
      return false;
    }
    ports.asks().answer(answers.remove());
    return true;
  }

  /**
   * Rule W2: released once its atoms are committed and all that followed is discharged or covered.
   */
  private boolean release(LaneState memory) {
    if (!cover.releases(memory)) {
      return false;
    }
    var held = inbox.held().iterator();
    while (held.hasNext()) {
      var delivery = held.next();
      if (isTaken(memory, delivery)) {
        held.remove();
        ports.streams().released(delivery);
        return true;
      }
    }
    return false;
  }

  private static boolean isTaken(LaneState memory, Delivery delivery) {
    return memory.consumer(delivery.port(), delivery.channel()).cursor() >= delivery.end();
  }
}
