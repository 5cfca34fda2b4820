package dev.portals.task;

import java.util.List;

/**
 * What became of an ask (design rule S8).
 *
 * <p>{@code Failed} means that the failed step of the replier left nothing; {@code Expired} means
 * that the deadline passed first and the outcome is unknown.
 */
public sealed interface Answer<R> {
  /** The reply, or an {@link AskFailedException} that says why there is none. */
  R orThrow();

  /** The replies in order, or an {@link AskFailedException} for the first answer that is none. */
  static <R> List<R> orThrow(List<Answer<R>> answers) {
    return answers.stream().map(Answer::orThrow).toList();
  }

  /** The replier replied. */
  record Replied<R>(R value) implements Answer<R> {
    @Override
    public R orThrow() {
      return value;
    }
  }

  /** The replier threw, or ended without a reply; {@code error} is its message. */
  record Failed<R>(String error) implements Answer<R> {
    @Override
    public R orThrow() {
      throw new AskFailedException("the ask failed: " + error);
    }
  }

  /** The deadline passed before an answer came; the replier may or may not have run. */
  record Expired<R>() implements Answer<R> {
    @Override
    public R orThrow() {
      throw new AskFailedException("the ask expired: whether the replier ran is not known");
    }
  }
}
