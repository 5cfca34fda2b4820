package dev.portals.task;

import java.util.List;

/**
 * One lane's instance of a task: its {@code onNext} and its declarations. For engines and checks,
 * not for user code.
 */
public final class TaskInstance<I, O> {
  private final TaskBuilder<I, O> builder;
  private final OnNext<I, O> onNext;
  private final List<Declaration> declarations;

  TaskInstance(TaskBuilder<I, O> builder, OnNext<I, O> onNext) {
    this.builder = builder;
    this.onNext = onNext;
    this.declarations = builder.end();
  }

  public OnNext<I, O> onNext() {
    return onNext;
  }

  /** Everything declared, in order of declaration. */
  public List<Declaration> declarations() {
    return declarations;
  }

  /** The portals it said it replies to, whether or not anything serves them. */
  public List<Portal<?, ?>> announced() {
    return builder.announced();
  }

  /**
   * The place of a handle's declaration in {@link #declarations}; refuses the handle of another
   * instance.
   */
  public int slot(PerKey<?> handle) {
    return handle.slot(builder);
  }

  /** As for {@link #slot(PerKey)}. */
  public int slot(PerTask<?> handle) {
    return handle.slot(builder);
  }

  /** As for {@link #slot(PerKey)}. */
  public int slot(Asker<?, ?> handle) {
    return handle.slot(builder);
  }

  /** As for {@link #slot(PerKey)}. */
  public int slot(Continuation<?, ?> handle) {
    return handle.slot(builder);
  }

  /** As for {@link #slot(PerKey)}. */
  public int slot(AllContinuation<?, ?> handle) {
    return handle.slot(builder);
  }

  /** As for {@link #slot(PerKey)}. */
  public int slot(ServedAllContinuation<?, ?, ?> handle) {
    return handle.slot(builder);
  }

  /** As for {@link #slot(PerKey)}. */
  public int slot(ServedContinuation<?, ?, ?> handle) {
    return handle.slot(builder);
  }
}
