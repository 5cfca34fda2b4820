package dev.portals.engine;

import dev.portals.PortalsException;
import dev.portals.codec.Bytes;
import dev.portals.codec.Codecs;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An ask being made: it may still be given its continuation. */
final class AskDraft {
  /** A hundred years; deadlines are counted in milliseconds since 1970. */
  private static final Duration LONGEST = Duration.ofDays(36_525);

  private final StepScope scope;
  private final RunningTask task;
  private final String portal;
  private final String key;
  private final Bytes payload;
  private final String askerKey;
  private Step.@Nullable Then then;
  private @Nullable Duration within;

  AskDraft(
      StepScope scope,
      RunningTask task,
      String portal,
      String key,
      Bytes payload,
      String askerKey) {
    this.scope = scope;
    this.task = task;
    this.portal = portal;
    this.key = key;
    this.payload = payload;
    this.askerKey = askerKey;
  }

  void await(int declaration, Object context, Optional<Step.Member> all) {
    scope.requireOpen();
    if (then != null) {
      throw new PortalsException(
          "the ask of "
              + portal
              + " already has the continuation \""
              + then.continuation()
              + "\". Maybe ask twice, or do both in one continuation");
    }
    var continuation = task.instance().declarations().get(declaration).name();
    var continues = task.continuation(continuation);
    var bytes = Codecs.encode(continues.context(), context);
    then = new Step.Then(continuation, bytes, continues.served() != null, all);
  }

  void within(Duration time) {
    scope.requireOpen();
    if (time.isNegative() || time.isZero()) {
      throw new PortalsException(
          "the ask of " + portal + " is given " + time + " to be answered. Maybe a second or more");
    }
    if (time.compareTo(LONGEST) > 0) {
      throw new PortalsException(
          "the ask of "
              + portal
              + " is given "
              + time
              + " to be answered. Maybe without within(…): then it waits as long as it takes");
    }
    within = time;
  }

  Step.Asking asking() {
    return new Step.Asking(
        portal,
        key,
        payload,
        task.name(),
        askerKey,
        Optional.ofNullable(within),
        Optional.ofNullable(then));
  }
}
