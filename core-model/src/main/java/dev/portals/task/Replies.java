package dev.portals.task;

/** The declarations of a portal that a task replies to. Continuations declared here may reply. */
public final class Replies<Q, O, R> {
  private final Declared declared;
  private final Portal<Q, R> portal;

  Replies(Declared declared, Portal<Q, R> portal) {
    this.declared = declared;
    this.portal = portal;
  }

  /** Declares what serves an ask. Once for a portal. */
  public void onAsk(OnAsk<Q, O, R> handler) {
    declared.requireHandler(handler, "the asks of " + portal.path());
    declared.add(new Declaration.Replies<>(portal, handler));
  }

  /**
   * Declares a continuation of {@code onAsk}: a name unique in this task and a context that is
   * stored.
   */
  public <C, A> ServedContinuation<C, A, R> onAnswer(
      String name, Asker<?, A> asker, Class<C> context, OnServedAnswer<C, A, O, R> handler) {
    declared.requireHandler(handler, "continuation \"" + name + "\"");
    return new ServedContinuation<>(
        declared,
        continues(
            name, asker, context, (c, answers, ctx) -> handler.onAnswer(c, answers.get(0), ctx)),
        name);
  }

  /**
   * Declares a continuation of {@code onAsk} that awaits several asks, see {@link
   * ReplyContext#all}.
   */
  public <C, A> ServedAllContinuation<C, A, R> onAnswers(
      String name, Asker<?, A> asker, Class<C> context, OnServedAnswers<C, A, O, R> handler) {
    declared.requireHandler(handler, "continuation \"" + name + "\"");
    return new ServedAllContinuation<>(declared, continues(name, asker, context, handler), name);
  }

  private <C, A> int continues(
      String name, Asker<?, A> asker, Class<C> context, OnServedAnswers<C, A, O, R> handler) {
    asker.slot(declared);
    return declared.add(
        new Declaration.ContinuesServed<>(name, asker.portal(), context, portal, handler));
  }
}
