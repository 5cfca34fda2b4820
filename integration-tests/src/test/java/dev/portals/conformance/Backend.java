package dev.portals.conformance;

import dev.portals.task.Answer;

/** One program on one backend. */
public interface Backend extends AutoCloseable {
  /**
   * Launches the applications of a stage. Those of earlier stages run.
   *
   * @param stage the place in {@link Program#stages}
   */
  void launch(int stage) throws Exception;

  /**
   * Asks as somebody outside would, who asks again under the same key until there is an answer. By
   * many threads at once.
   */
  <Q, R> Answer<R> ask(Program.Ask<Q, R> ask) throws Exception;

  /**
   * Waits until nothing is left to do, and looks at what is durable of the launched applications.
   *
   * @throws AssertionError if a lane is broken, or that takes too long
   */
  Observed observe() throws Exception;

  /**
   * Ends a process without warning, whatever it does, and starts it again, as happens in
   * production. By one thread of its own, at any moment; the other calls end as if nothing had
   * happened.
   */
  void kill() throws Exception;

  /** Ends everything. The data stays. */
  @Override
  void close();
}
