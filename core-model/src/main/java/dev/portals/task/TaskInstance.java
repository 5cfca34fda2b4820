package dev.portals.task;

import java.util.List;
import java.util.Optional;

/**
 * One lane's instance of a task: its {@code onNext}, its hooks and its declarations. For engines
 * and checks, not for user code.
 */
public final class TaskInstance<I, O> {
  private final Declared declared;
  private final List<Declaration> declarations;
  private final Hooks<O> hooks;
  private final OnNext<I, O> onNext;

  TaskInstance(Declared declared, Hooks<O> hooks, OnNext<I, O> onNext) {
    declared.end();
    this.declared = declared;
    this.declarations = declared.declarations();
    this.hooks = hooks;
    this.onNext = onNext;
  }

  public OnNext<I, O> onNext() {
    return onNext;
  }

  public Optional<OnAtomComplete<O>> onAtomComplete() {
    return hooks.onAtomComplete();
  }

  public Optional<OnComplete<O>> onComplete() {
    return hooks.onComplete();
  }

  public Optional<OnError<O>> onError() {
    return hooks.onError();
  }

  /** Everything declared, in order of declaration. */
  public List<Declaration> declarations() {
    return declarations;
  }

  /** The portals it said it replies to, whether or not anything serves them. */
  public List<Portal<?, ?>> announced() {
    return declared.announced();
  }

  /** What was wrong with calls of its block, each with advice. */
  public List<String> problems() {
    return declared.problems();
  }

  /**
   * The place of a handle's declaration in {@link #declarations}; refuses the handle of another
   * instance.
   */
  public int slot(Handle handle) {
    return handle.slot(declared);
  }
}
