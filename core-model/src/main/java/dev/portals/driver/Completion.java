package dev.portals.driver;

import dev.portals.engine.Engine;
import dev.portals.plan.Operator;
import dev.portals.protocol.LaneState;
import dev.portals.protocol.ProducerChannel;
import java.util.Optional;

/** What is left to do for a lane that nothing more comes to (S3, P4). */
final class Completion {
  private final Operator operator;
  private final Inputs inputs;

  Completion(Operator operator, Inputs inputs) {
    this.operator = operator;
    this.inputs = inputs;
  }

  /** True once every input is sealed and every ask has settled. What reads nothing never ends. */
  private boolean hasEnded(LaneState memory) {
    return operator.readsAnything() && inputs.areSealed() && !memory.hasOutstanding();
  }

  /** The task whose onComplete is due. What has ended is not completed again by new code. */
  Optional<String> task(LaneState memory) {
    return hasEnded(memory) && memory.producers().stream().noneMatch(ProducerChannel::isSealed)
        ? operator.completes().stream()
            .filter(task -> memory.value(Engine.COMPLETED, task) == null)
            .findFirst()
        : Optional.empty();
  }

  /** True once every task has completed, too. A replier's outputs stay open. */
  boolean seals(LaneState memory) {
    return operator.served().isEmpty() && hasEnded(memory) && task(memory).isEmpty();
  }

  /** True if the lane goes on without another input: it generates, completes or seals. */
  boolean isOwed(LaneState memory) {
    var isSealed = memory.producers().stream().allMatch(ProducerChannel::isSealed);
    return !memory.stage().isClosing()
        && (operator.source().isPresent()
            ? !isSealed
            : task(memory).isPresent() || (!isSealed && seals(memory)));
  }
}
