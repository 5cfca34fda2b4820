package dev.portals.driver;

import dev.portals.plan.Operator;
import dev.portals.protocol.DeadLetter;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.ProducerChannel;

/**
 * What a lane does of its own account, one step at a time: it takes an atom, makes one, or
 * completes a task. Not while asks of an atom are out (S7), nor without room for what it gives.
 */
final class Progress {
  private final Operator operator;
  private final Retries retries;
  private final Room room;
  private final boolean isPublishedTo;
  private long generateAt;

  Progress(Operator operator, Retries retries, Room room) {
    this.operator = operator;
    this.retries = retries;
    this.room = room;
    this.isPublishedTo = operator.entry().isPresent();
  }

  /** Runs the next step; false if there is none now. */
  boolean next(LaneState memory, LaneSteps steps, Draft made, long now) {
    return retries.stopped().isEmpty()
        && (atom(memory, steps, made, now)
            || generate(memory, steps, made, now)
            || complete(memory, steps, made, now));
  }

  private boolean atom(LaneState memory, LaneSteps steps, Draft made, long now) {
    if (memory.isDraining() || memory.stage().isClosing() || !room.isThere(memory, now)) {
      return false;
    }
    for (var consumer : memory.consumers()) {
      var atom = consumer.head();
      if (atom != null && retries.mayRun(consumer.channel(), made.at())) {
        retries.attempt(
            consumer.channel(),
            made.at(),
            () -> DeadLetter.OfAtom.what(consumer.channel(), consumer.cursor()),
            () -> steps.atom(consumer, atom),
            failed -> steps.deadLetter(consumer, atom, failed),
            failed -> steps.skip(consumer, failed));
        return true;
      }
    }
    return false;
  }

  private boolean generate(LaneState memory, LaneSteps steps, Draft made, long now) {
    if (operator.source().isEmpty()
        || made.at() < generateAt
        || memory.stage().isClosing()
        || !room.isThere(memory, now)
        || !retries.mayRun(operator, made.at())) {
      return false;
    }
    if (memory.producers().stream().allMatch(ProducerChannel::isSealed)) {
      return false;
    }
    retries.attempt(
        operator,
        made.at(),
        () -> DeadLetter.OfGenerator.what(operator.outputs().get(0)),
        () ->
            steps
                .generate()
                .ifPresent(at -> generateAt = Math.max(at.toEpochMilli(), made.at() + 1)),
        steps::deadLetterGenerator,
        steps::deadLetterGenerator);
    return made.at() >= generateAt;
  }

  private boolean complete(LaneState memory, LaneSteps steps, Draft made, long now) {
    var completing = steps.completing();
    if (completing.isEmpty()
        || !room.isThere(memory, now)
        || !retries.mayRun(completing, made.at())) {
      return false;
    }
    var task = completing.get();
    retries.attempt(
        completing,
        made.at(),
        () -> DeadLetter.OfCompletion.what(task),
        () -> steps.complete(task),
        failed -> steps.deadLetterCompletion(task, failed),
        failed -> steps.skipCompletion(task, failed));
    return true;
  }

  /** False if outside callers publish here, and readers are too far behind for more. */
  boolean mayServe(LaneState memory, long now) {
    return !isPublishedTo || room.isThere(memory, now);
  }

  /** Room is looked for anew. */
  void look() {
    room.forget();
  }

  /** The lane's memory was dropped. */
  void forget() {
    generateAt = 0;
  }

  /** When to look again: for room, or for what a generator may have then. */
  long wakeAt(long now) {
    return Math.min(room.wakeAt(), generatesAt(now));
  }

  /** When a generator that had nothing is asked again; {@link Long#MAX_VALUE} if none is. */
  long generatesAt(long now) {
    return generateAt > now ? generateAt : Long.MAX_VALUE;
  }
}
