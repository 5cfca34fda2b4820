package dev.portals.task;

import dev.portals.PortalsException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a task declares what it has and whom it meets, before it runs. Its declaring block runs
 * when the application is built and when it is launched, and anew for every lane and whenever a
 * lane's memory is dropped, each time with a builder of its own; the builder is of no use after.
 */
@SuppressWarnings(
    "UnusedTypeParameter") // I reads as in Task<I, O>: a class that declares names both
public final class TaskBuilder<I, O> {
  private final List<Declaration> declarations = new ArrayList<>();
  private final List<Portal<?, ?>> announced = new ArrayList<>();
  private boolean ended;

  TaskBuilder() {}

  /** Declares a value of state for every key. The name finds it again after an upgrade. */
  public <T> PerKey<T> perKey(String name, Class<T> type, T initial) {
    return new PerKey<>(this, add(new Declaration.StateOf<>(name, type, initial, true)), name);
  }

  /**
   * Declares a value of state for every lane of the task. The name finds it again after an upgrade.
   */
  public <T> PerTask<T> perTask(String name, Class<T> type, T initial) {
    return new PerTask<>(this, add(new Declaration.StateOf<>(name, type, initial, false)), name);
  }

  /** Declares that this task asks a portal. */
  public <Q, R> Asker<Q, R> asks(Portal<Q, R> portal) {
    return new Asker<>(this, add(new Declaration.Asks<>(portal)), portal);
  }

  /** Declares that this task replies to a portal; follow it with {@link Replies#onAsk}. */
  public <Q, R> Replies<Q, O, R> replies(Portal<Q, R> portal) {
    requireOpen();
    announced.add(portal);
    return new Replies<>(this, portal);
  }

  /**
   * Declares a continuation of {@code onNext}: a name unique in this task and a context that is
   * stored.
   */
  public <C, A> Continuation<C, A> onAnswer(
      String name, Asker<?, A> asker, Class<C> context, OnAnswer<C, A, O> handler) {
    return new Continuation<>(
        this,
        continues(
            name, asker, context, (c, answers, ctx) -> handler.onAnswer(c, answers.get(0), ctx)),
        name);
  }

  /**
   * Declares a continuation of {@code onNext} that awaits several asks, see {@link
   * TaskContext#all}.
   */
  public <C, A> AllContinuation<C, A> onAnswers(
      String name, Asker<?, A> asker, Class<C> context, OnAnswers<C, A, O> handler) {
    return new AllContinuation<>(this, continues(name, asker, context, handler), name);
  }

  private <C, A> int continues(
      String name, Asker<?, A> asker, Class<C> context, OnAnswers<C, A, O> handler) {
    asker.slot(this);
    return add(new Declaration.Continues<>(name, asker.portal(), context, handler));
  }

  int add(Declaration declaration) {
    requireOpen();
    declarations.add(declaration);
    return declarations.size() - 1;
  }

  private void requireOpen() {
    if (ended) {
      throw new PortalsException(
          "a task declared something after its declaring block had ended. "
              + "Maybe declare it in the block and keep the handle.");
    }
  }

  /** The block has ended: everything it declared, in order. */
  List<Declaration> end() {
    ended = true;
    return List.copyOf(declarations);
  }

  List<Portal<?, ?>> announced() {
    return List.copyOf(announced);
  }
}
