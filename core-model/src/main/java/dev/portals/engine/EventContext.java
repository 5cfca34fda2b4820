package dev.portals.engine;

import dev.portals.task.AllAsked;
import dev.portals.task.Asked;
import dev.portals.task.Asker;
import dev.portals.task.TaskContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The context of {@code onNext} and its continuations. */
final class EventContext<O> extends StepContext<O> implements TaskContext<O> {
  EventContext(StepScope scope, RunningTask task, Batch emitted, @Nullable String key) {
    super(scope, task, emitted, key);
  }

  @Override
  public <Q, R> Asked<R> ask(Asker<Q, R> portal, Q request) {
    return Made.asked(draft(portal, request), task().instance());
  }

  @Override
  public <A> AllAsked<A> all(List<Asked<A>> asks) {
    return Made.all(asks, scope(), task().instance());
  }
}
