package dev.portals.engine;

import dev.portals.PortalsException;
import dev.portals.task.Asker;
import dev.portals.task.LaneContext;
import dev.portals.task.PerKeyState;
import dev.portals.task.PerTaskState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What every context of a step does, whatever its role. */
abstract class StepContext<O> implements LaneContext<O> {
  private final StepScope scope;
  private final RunningTask task;
  private final Batch emitted;
  private @Nullable String key;
  private boolean open = true;

  StepContext(StepScope scope, RunningTask task, Batch emitted, @Nullable String key) {
    this.scope = scope;
    this.task = task;
    this.emitted = emitted;
    this.key = key;
  }

  /** The task's turn is over. */
  void close() {
    open = false;
  }

  private void requireOpen() {
    scope.requireOpen();
    if (!open) {
      throw new PortalsException(
          "a context of task "
              + task.name()
              + " was used after the task's turn. Maybe use the ctx of each call");
    }
  }

  void moveTo(@Nullable String next) {
    key = next;
  }

  @Override
  public void emit(O event) {
    requireOpen();
    if (!task.output().isInstance(event)) {
      throw new PortalsException(
          "task " + task.name() + " emitted " + event + ", which is no " + task.output().getName());
    }
    emitted.add(event, key);
  }

  @Override
  @SuppressWarnings("unchecked") // a handle gives what the slot of its declaration shows
  public <S> S state(PerTaskState<S> handle) {
    return (S) task.state(handle, scope, "");
  }

  @SuppressWarnings("unchecked") // likewise
  public <S> S state(PerKeyState<S> handle) {
    return (S) task.state(handle, scope, key());
  }

  @Override
  public Instant now() {
    return scope.now();
  }

  public String key() {
    if (key == null) {
      throw new PortalsException(
          "task "
              + task.name()
              + " asked for a key, but none is set before it, "
              + "or the event is of a hook, which has none. Maybe .key(…)");
    }
    return key;
  }

  final RunningTask task() {
    return task;
  }

  final StepScope scope() {
    return scope;
  }

  final <Q, A> AskDraft draft(Asker<Q, A> asker, Q request) {
    requireOpen();
    task.requireOwn(asker);
    var portal = asker.portal();
    var payload = task.codecs().encode(portal.request(), request);
    var target = portal.isKeyed() ? portal.keyOf(request) : asker.key().orElseGet(this::key);
    Keys.require(target, request);
    return scope.ask(new AskDraft(scope, task, portal.path(), target, payload, key()));
  }
}
