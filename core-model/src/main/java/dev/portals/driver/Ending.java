package dev.portals.driver;

import dev.portals.plan.LaneId;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Entry;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a lane comes to its end when its application is stopped (rules L1, L3). */
final class Ending {
  private final LaneId lane;
  private boolean closes;
  private boolean ends;

  Ending(LaneId lane) {
    this.lane = lane;
  }

  void close() {
    closes = true;
  }

  void end() {
    ends = true;
  }

  /** Adds what was asked for; true if the draft is to be the lane's last. */
  boolean mark(LaneState memory, Draft made) {
    if ((closes || ends) && !memory.stage().isClosing()) {
      made.add(new Entry.Closing());
    }
    if (ends) {
      made.add(new Entry.Ended());
    }
    return ends;
  }

  /** What an ended lane says: what it has recorded, and of all else that it has ended. */
  AnswerMessage answer(AskMessage message, LaneState memory) {
    var refused =
        message.caller() instanceof Caller.External caller
            ? ServeSteps.refusal(caller, message)
            : null;
    if (refused != null) {
      return message.answer(refused);
    }
    var replier = memory.replier(message.caller());
    var items = new ArrayList<AnswerMessage.Item>(message.items().size());
    for (var item : message.items()) {
      var known = replier.decide(message.caller(), item.number(), item.hash());
      items.add(new AnswerMessage.Item(item.number(), atEnd(known)));
    }
    return new AnswerMessage(message.caller(), lane, message.attempt(), List.copyOf(items));
  }

  private static Outcome atEnd(@Nullable Outcome known) {
    return known == null || known instanceof Outcome.Early || known instanceof Outcome.Pending
        ? new Outcome.Ended()
        : known;
  }
}
