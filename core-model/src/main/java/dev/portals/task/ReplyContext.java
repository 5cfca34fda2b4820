package dev.portals.task;

import java.util.List;

/** What {@code onAsk} and its continuations may do. */
public interface ReplyContext<O, R> extends LaneContext<O> {
  /** The key of the request. */
  String key();

  /** State under the current key. */
  <S> S state(PerKeyState<S> handle);

  /** Asks a declared portal once this step is committed; the continuation may reply. */
  <Q, A> ServedAsked<A, R> ask(Asker<Q, A> portal, Q request);

  /** Awaits several asks of this step together; the continuation may reply. */
  <A> ServedAllAsked<A, R> all(List<ServedAsked<A, R>> asks);

  /** Answers the ask being served. A second reply is an error and fails the step. */
  void reply(R reply);
}
