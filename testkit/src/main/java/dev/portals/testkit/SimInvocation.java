package dev.portals.testkit;

import dev.portals.driver.Invocation;
import dev.portals.protocol.AnswerMessage;
import dev.portals.protocol.AskMessage;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Outcome;
import dev.portals.spi.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One call of a lane's function: with a batch, with asks, with an answer, or with nothing. */
final class SimInvocation extends SimProcess {
  private final SimFunction function;
  private final Invocation invocation;
  private final long until;
  private final SimShard.@Nullable Batch batch;
  private final @Nullable AskMessage asked;
  private final @Nullable SimProcess caller;
  private final TreeMap<Long, Outcome> response = new TreeMap<>();

  private SimInvocation(
      SimFunction function,
      SimClock clock,
      long until,
      SimShard.@Nullable Batch batch,
      @Nullable AskMessage asked,
      @Nullable SimProcess caller) {
    super(function.toString(), caller == null ? 0 : caller.depth() + 1);
    this.function = function;
    this.until = until;
    this.batch = batch;
    this.asked = asked;
    this.caller = caller;
    invocation = new Invocation(function.driver(), clock, until);
    function.begin(this);
  }

  static SimInvocation of(SimFunction function, SimClock clock, long until) {
    return new SimInvocation(function, clock, until, null, null, null);
  }

  static SimInvocation of(SimFunction function, SimClock clock, long until, SimShard.Batch batch) {
    batch.deliveries().forEach(function.driver()::offer);
    return new SimInvocation(function, clock, until, batch, null, null);
  }

  /** {@code caller} is null if it is from outside, or does not wait. */
  static SimInvocation of(
      SimFunction function,
      SimClock clock,
      long until,
      AskMessage asked,
      @Nullable SimProcess caller) {
    function.driver().offer(asked);
    return new SimInvocation(function, clock, until, null, asked, caller);
  }

  @Override
  boolean step() {
    var more = invocation.poll();
    if (!more && !mayWait()) {
      invocation.end();
    }
    return more;
  }

  @Override
  long dueAt() {
    return invocation.wakeAt();
  }

  @Override
  boolean isOver() {
    return invocation.isOver();
  }

  @Override
  long patience() {
    return until;
  }

  @Override
  void offer(AnswerMessage message) {
    function.driver().offer(message);
  }

  @Override
  void released(Delivery delivery) {
    if (batch != null) {
      batch.released(delivery);
    }
  }

  /** Who waits is answered when this is over, which it is once all has been said. */
  @Override
  boolean answers(AnswerMessage message) {
    if (asked == null || !asked.caller().equals(message.caller()) || !isHeard(message)) {
      return false;
    }
    message.items().forEach(item -> response.put(item.number(), item.outcome()));
    if (asked.items().stream().allMatch(this::isSaid)) {
      invocation.end();
    }
    return caller != null || asked.caller() instanceof Caller.External;
  }

  /** What is said unasked is for who was told before that his own ask is under way. */
  private boolean isHeard(AnswerMessage message) {
    return message.attempt() != AnswerMessage.UNASKED
        || message.items().stream()
            .allMatch(item -> response.get(item.number()) instanceof Outcome.Pending);
  }

  private boolean isSaid(AskMessage.Item item) {
    var outcome = response.get(item.number());
    return outcome != null && !(outcome instanceof Outcome.Pending);
  }

  @Override
  void ended(boolean isKilled) {
    function.end(isKilled);
    if (batch != null && isKilled) {
      batch.lost();
    } else if (batch != null) {
      batch.answered();
    }
  }

  /** What to answer; null if nobody waits, or nothing is known. */
  @Nullable AnswerMessage response() {
    var isAwaited = caller != null || (asked != null && asked.caller() instanceof Caller.External);
    if (asked == null || !isAwaited || response.isEmpty()) {
      return null;
    }
    List<AnswerMessage.Item> items = new ArrayList<>();
    response.forEach((number, outcome) -> items.add(new AnswerMessage.Item(number, outcome)));
    return new AnswerMessage(asked.caller(), asked.replier(), asked.attempt(), items);
  }

  SimShard.@Nullable Batch batch() {
    return batch;
  }

  @Nullable AskMessage asked() {
    return asked;
  }

  @Nullable SimProcess caller() {
    return caller;
  }
}
