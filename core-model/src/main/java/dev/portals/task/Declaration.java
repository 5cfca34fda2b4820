package dev.portals.task;

/** One thing that a task declared before it runs, as the graph and the engine see it. */
public sealed interface Declaration {
  /** The declared name, or the path of the portal. */
  String name();

  /** A value of state; {@code perKey} or per task. */
  record StateOf<T>(String name, Class<T> type, T initial, boolean perKey) implements Declaration {}

  /** A map of state, its entries stored one by one; {@code perKey} or per task. */
  record MapOf<K, V>(String name, Class<K> key, Class<V> value, boolean perKey)
      implements Declaration {}

  /** A queue of events for every key, stored one by one. */
  record StashOf<E>(String name, Class<E> type) implements Declaration {}

  /** A portal the task asks. */
  record Asks<Q, R>(Portal<Q, R> portal) implements Declaration {
    @Override
    public String name() {
      return portal.path();
    }
  }

  /** A continuation of {@code onNext}; one that awaits a single ask takes a list of one answer. */
  record Continues<C, A, O>(
      String name, Portal<?, A> portal, Class<C> context, OnAnswers<C, A, O> handler)
      implements Declaration {}

  /** A continuation of {@code onAsk} for the asks of {@code served}, likewise. */
  record ContinuesServed<C, A, O, R>(
      String name,
      Portal<?, A> portal,
      Class<C> context,
      Portal<?, R> served,
      OnServedAnswers<C, A, O, R> handler)
      implements Declaration {}

  /** A portal the task replies to. */
  record Replies<Q, O, R>(Portal<Q, R> portal, OnAsk<Q, O, R> handler) implements Declaration {
    @Override
    public String name() {
      return portal.path();
    }
  }
}
