package dev.portals.testkit;

import dev.portals.codec.Bytes;
import dev.portals.codec.Codec;
import dev.portals.codec.Codecs;
import dev.portals.engine.Step;
import dev.portals.task.Answer;
import java.util.List;
import java.util.Optional;

/** An ask that a task under test serves: it is answered when the task has replied, or failed to. */
public final class Serving<R> {
  private final Codec<R> codec;
  private Optional<Answer<R>> answer = Optional.empty();

  Serving(Codec<R> codec) {
    this.codec = codec;
  }

  /** The answer; empty while a continuation may still give it. */
  public Optional<Answer<R>> answer() {
    return answer;
  }

  void take(Step step, List<TestPortals.Outstanding> outstanding) {
    step.reply().ifPresent(this::reply);
    if (!step.mayReplyLater()) {
      failUnlessHope("ended without a reply. Maybe ctx.reply(…) on every path", outstanding);
    }
  }

  /** An ask of this one that is still outstanding may bring the reply. */
  void failUnlessHope(String error, List<TestPortals.Outstanding> outstanding) {
    var hope =
        outstanding.stream()
            .anyMatch(
                o ->
                    o.serving().filter(served -> served == this).isPresent()
                        && o.asking().then().filter(Step.Then::replies).isPresent());
    if (answer.isEmpty() && !hope) {
      fail(error);
    }
  }

  private void reply(Bytes reply) {
    answer = Optional.of(new Answer.Replied<>(Codecs.decode(codec, reply)));
  }

  void fail(String error) {
    answer = Optional.of(new Answer.Failed<>(error));
  }
}
