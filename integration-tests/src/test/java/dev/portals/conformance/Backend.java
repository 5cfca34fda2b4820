package dev.portals.conformance;

import dev.portals.task.Answer;

/** One program on one backend. */
public interface Backend extends AutoCloseable {
  /**
   * Launches the applications of the first so many stages that are not yet launched, waits until
   * nothing is left to do, and looks at what is durable of all of them.
   *
   * @throws AssertionError if a lane is broken, or that takes too long
   */
  Observed settle(int stages) throws Exception;

  /**
   * Asks as somebody outside would, who asks again under the same key until there is an answer. By
   * many threads at once.
   */
  <Q, R> Answer<R> ask(Program.Ask<Q, R> ask) throws Exception;

  /**
   * Publishes as somebody outside would, who publishes again under the same key until the atom is
   * in. By many threads at once.
   */
  <T> void publish(Program.Publish<T> atom) throws Exception;

  /** How far the program has got, in any unit: grows while it goes on. From any thread. */
  long progress() throws Exception;

  /** Ends everything. The data stays. */
  @Override
  void close();

  /** One that can be hurt. */
  interface Killable extends Backend {
    /**
     * Ends a process without warning, whatever it does, and starts it again, as happens in
     * production. By a thread of its own, at any moment; the other calls end as if nothing had
     * happened.
     */
    void kill() throws Exception;
  }
}
