package dev.portals.testkit.reference;

import dev.portals.task.Answer;
import java.util.List;
import java.util.Optional;

/** What took no effect because user code threw, whole, with the error (design rule S9). */
public sealed interface DeadLetter {
  /** What user code threw, as text. */
  String error();

  /**
   * An atom.
   *
   * @param workflow the path of the workflow that was to process it
   * @param stream the path of the stream it was read from
   */
  record OfAtom(String workflow, String stream, List<Object> events, String error)
      implements DeadLetter {}

  /**
   * The answers to one or several asks, which could not be continued with.
   *
   * @param workflow the path of the workflow that asked
   * @param task the name of the task that asked
   * @param key under which it asked
   * @param portal the path of the portal that was asked
   * @param continuation the name; empty if nobody awaited the answer, which was a failure
   */
  record OfAnswers(
      String workflow,
      String task,
      String key,
      String portal,
      Optional<String> continuation,
      List<Answer<Object>> answers,
      String error)
      implements DeadLetter {}

  /** A task's onComplete; the workflow completed without it. */
  record OfCompletion(String workflow, String task, String error) implements DeadLetter {}

  /** The rest of a generator's stream: it is sealed before it. */
  record OfGenerator(String stream, String error) implements DeadLetter {}
}
