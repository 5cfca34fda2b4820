package dev.portals.task;

import java.util.List;

/** What {@code onNext} and its continuations may do. */
public interface TaskContext<O> extends LaneContext<O> {
  /** The key of the event, or of the event that asked. */
  String key();

  /** State under the current key. */
  <S> S state(PerKeyState<S> handle);

  /**
   * Asks a declared portal once this step is committed. Without {@code then}, nobody awaits the
   * answer.
   */
  <Q, R> Asked<R> ask(Asker<Q, R> portal, Q request);

  /** Awaits several asks of this step together. */
  <A> AllAsked<A> all(List<Asked<A>> asks);
}
