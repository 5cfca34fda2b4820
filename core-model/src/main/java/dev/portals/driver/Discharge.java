package dev.portals.driver;

import dev.portals.plan.LaneId;
import dev.portals.plan.StreamChannel;
import dev.portals.protocol.Caller;
import dev.portals.protocol.LaneState;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
  private final Map<LaneId, Backoff> resends = new HashMap<>();
  private @Nullable Draft leaving;
  private long notBefore;

  Discharge(LaneId lane, Ports ports, Inbox inbox) {
    this.lane = lane;
    this.ports = ports;
    this.inbox = inbox;
  }

  /** The answers of a draft that is stored, or that changed nothing, may leave. */
  void leave(Draft done) {
    leaving = done;
  }

  /** The memory was dropped: what a loaded one owes is found anew. */
  void forget() {
    leaving = null;
    resends.clear();
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
    return publish(memory)
        || sendAsks(memory)
        || sendAnswer()
        || release(memory)
        || ports.store().flush(lane, memory);
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
      var resend = resends.get(asker.replier());
      if (!asker.hasUnsettled()) {
        resends.remove(asker.replier());
        continue;
      }
      var now = ports.time().millis();
      if (resend != null && resend.due() <= now) {
        asker.resend();
      }
      if (asker.owes()) {
        var delay = resend == null || resend.due() > now ? RETRY_MILLIS : resend.delay() * 2;
        delay = Math.min(delay, LONGEST_RETRY_MILLIS);
        resends.put(asker.replier(), new Backoff(now + delay, delay));
        ports
            .asks()
            .ask(asker.send(new Caller.Lane(lane), ports.random().nextLong() & Long.MAX_VALUE));
        return true;
      }
    }
    return false;
  }

  private boolean sendAnswer() {
    var answer = leaving == null ? null : leaving.nextAnswer();
    if (answer == null) {
      leaving = null;
      return false;
    }
    ports.asks().answer(answer);
    return true;
  }

  /**
   * Rule W2: released once its atoms are committed and all that followed from them is discharged.
   */
  private boolean release(LaneState memory) {
    if (memory.isDraining()) {
      return false;
    }
    var held = inbox.held().iterator();
    while (held.hasNext()) {
      var delivery = held.next();
      if (memory.consumer(delivery.port(), delivery.channel()).cursor() >= delivery.end()) {
        held.remove();
        ports.streams().released(delivery);
        return true;
      }
    }
    return false;
  }
}
