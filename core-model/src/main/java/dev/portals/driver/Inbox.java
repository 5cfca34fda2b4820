package dev.portals.driver;

import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.LaneState;
import dev.portals.spi.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was offered to a lane and is not used up. Deliveries stay until they are released (rules W2,
 * C6).
 */
final class Inbox {
  private final ArrayDeque<Delivery> offered = new ArrayDeque<>();
  private final List<Delivery> held = new ArrayList<>();
  private final ArrayDeque<AskMessage> asks = new ArrayDeque<>();
  private final ArrayDeque<AnswerMessage> answers = new ArrayDeque<>();

  void offer(Delivery delivery) {
    offered.add(delivery);
  }

  void offer(AskMessage message) {
    asks.add(message);
  }

  void offer(AnswerMessage message) {
    answers.add(message);
  }

  /** After a commit that was not stored: its inputs and all held deliveries come again, first. */
  void offerAgain(Draft draft) {
    for (var at = draft.asks().size() - 1; at >= 0; at--) {
      asks.addFirst(draft.asks().get(at));
    }
    for (var at = draft.answered().size() - 1; at >= 0; at--) {
      answers.addFirst(draft.answered().get(at));
    }
    offerHeldAgain();
  }

  void offerHeldAgain() {
    for (var at = held.size() - 1; at >= 0; at--) {
      offered.addFirst(held.get(at));
    }
    held.clear();
  }

  void offerAgain(AskMessage message) {
    asks.addFirst(message);
  }

  @Nullable Delivery delivery() {
    return offered.poll();
  }

  void hold(Delivery delivery) {
    held.add(delivery);
  }

  /** Lets go of the delivery held last: it will be delivered again. */
  void refuse() {
    held.remove(held.size() - 1);
  }

  List<Delivery> held() {
    return held;
  }

  boolean hasDeliveries() {
    return !offered.isEmpty() || !held.isEmpty();
  }

  /**
   * True while a delivery is held that holds atoms behind the lane's cursor: until they are
   * committed nobody can have released it.
   */
  boolean isAhead(LaneState committed) {
    return held.stream()
        .anyMatch(d -> committed.consumer(d.port(), d.channel()).cursor() < d.end());
  }

  /** Whatever was offered and not released must be offered again by others. */
  void clear() {
    offered.clear();
    held.clear();
    asks.clear();
    answers.clear();
  }

  @Nullable AskMessage ask() {
    return asks.poll();
  }

  @Nullable AnswerMessage answer() {
    return answers.poll();
  }
}
