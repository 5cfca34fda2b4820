package dev.portals.task;

import org.jspecify.annotations.Nullable;

/**
 * Where a task declares what it has and whom it meets, before it runs. Its declaring block runs
 * when the application is built and when it is launched, and anew for every lane and whenever a
 * lane's memory is dropped, each time with a builder of its own; the builder is of no use after.
 */
@SuppressWarnings(
    "UnusedTypeParameter") // I reads as in Task<I, O>: a class that declares names both
public final class TaskBuilder<I, O> {
  private final Declared declared;
  private final Hooks<O> hooks;

  TaskBuilder(Declared declared) {
    this.declared = declared;
    this.hooks = new Hooks<>(declared);
  }

  /** Declares a value of state for every key. The name finds it again after an upgrade. */
  public <T> PerKey<T> perKey(String name, Class<T> type, T initial) {
    return new PerKey<>(declared, add(new Declaration.StateOf<>(name, type, initial, true)), name);
  }

  /**
   * Declares a value of state for every lane of the task. The name finds it again after an upgrade.
   */
  public <T> PerTask<T> perTask(String name, Class<T> type, T initial) {
    return new PerTask<>(
        declared, add(new Declaration.StateOf<>(name, type, initial, false)), name);
  }

  /** Declares a map for every key. The name finds it again after an upgrade. */
  public <K, V> PerKeyMap<K, V> perKeyMap(String name, Class<K> key, Class<V> value) {
    return new PerKeyMap<>(declared, add(new Declaration.MapOf<>(name, key, value, true)), name);
  }

  /** Declares a map for every lane of the task. The name finds it again after an upgrade. */
  public <K, V> PerTaskMap<K, V> perTaskMap(String name, Class<K> key, Class<V> value) {
    return new PerTaskMap<>(declared, add(new Declaration.MapOf<>(name, key, value, false)), name);
  }

  /**
   * Declares a queue, for every key, of events that are put aside to be taken later. The name finds
   * it again after an upgrade.
   */
  public <E> Stash<E> stash(String name, Class<E> type) {
    return new Stash<>(declared, add(new Declaration.StashOf<>(name, type)), name);
  }

  /** Declares that this task asks a portal. */
  public <Q, R> Asker<Q, R> asks(Portal<Q, R> portal) {
    return new Asker<>(declared, add(new Declaration.Asks<>(portal)), portal);
  }

  /** Declares that this task replies to a portal; follow it with {@link Replies#onAsk}. */
  public <Q, R> Replies<Q, O, R> replies(Portal<Q, R> portal) {
    declared.announce(portal);
    return new Replies<>(declared, portal);
  }

  /**
   * Declares a continuation of {@code onNext}: a name unique in this task and a context that is
   * stored.
   */
  public <C, A> Continuation<C, A> onAnswer(
      String name, Asker<?, A> asker, Class<C> context, OnAnswer<C, A, O> handler) {
    requireHandler(handler, "continuation \"" + name + "\"");
    return new Continuation<>(
        declared,
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
    requireHandler(handler, "continuation \"" + name + "\"");
    return new AllContinuation<>(declared, continues(name, asker, context, handler), name);
  }

  private <C, A> int continues(
      String name, Asker<?, A> asker, Class<C> context, OnAnswers<C, A, O> handler) {
    asker.slot(declared);
    return add(new Declaration.Continues<>(name, asker.portal(), context, handler));
  }

  /** Declares what runs behind the last event of every atom, empty ones included. At most once. */
  public void onAtomComplete(OnAtomComplete<O> hook) {
    hooks.onAtomComplete(hook);
  }

  /** Declares what runs when there will be no more atoms and no more answers. At most once. */
  public void onComplete(OnComplete<O> hook) {
    hooks.onComplete(hook);
  }

  /** Declares what hears of an atom that failed for good. At most once. */
  public void onError(OnError<O> hook) {
    hooks.onError(hook);
  }

  /** A builder of the same task for a part of it, whose hooks are the part's. */
  TaskBuilder<I, O> within() {
    return new TaskBuilder<>(declared);
  }

  void requireHandler(@Nullable Object handler, String of) {
    declared.requireHandler(handler, of);
  }

  private int add(Declaration declaration) {
    return declared.add(declaration);
  }

  Hooks<O> hooks() {
    return hooks;
  }
}
