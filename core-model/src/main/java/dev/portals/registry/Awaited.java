package dev.portals.registry;

import dev.portals.plan.LaneId;
import dev.portals.plan.Manifest;
import dev.portals.protocol.Ask;
import dev.portals.protocol.LaneState;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Asks of a lane that are under way, and the continuations they await: data that new code must be
 * able to go on with.
 */
final class Awaited {
  private Awaited() {}

  /** What new code has not, of all that is awaited in a lane; with advice. */
  static Collection<String> problems(
      LaneId lane, LaneState state, Manifest before, Manifest after) {
    var problems = new TreeSet<String>();
    for (var asker : state.askers()) {
      for (var ask : asker.unsettled().values()) {
        if (after.part(lane.operator()).stream().noneMatch(part -> part.asks(ask.portal()))) {
          problems.add(
              lane
                  + ": an ask of "
                  + ask.portal()
                  + " is under way, which the new code does not ask: it would not be served. Maybe"
                  + " keep it until no ask is");
        }
      }
      for (var ask : asker.outstanding()) {
        ask.then()
            .filter(then -> isMissing(lane, ask, then, before, after))
            .ifPresent(
                then ->
                    problems.add(
                        lane
                            + ": an ask of "
                            + ask.portal()
                            + " awaits the continuation \""
                            + then.continuation()
                            + "\" of task "
                            + ask.task()
                            + ", which the new code has not, or with another context. Maybe keep it"
                            + " until no ask awaits it"));
      }
    }
    return problems;
  }

  private static boolean isMissing(
      LaneId lane, Ask ask, Ask.Then then, Manifest before, Manifest after) {
    var next = continuation(lane, ask, then, after);
    return next.isEmpty() || !next.equals(continuation(lane, ask, then, before));
  }

  private static Optional<Manifest.ContinuationPart> continuation(
      LaneId lane, Ask ask, Ask.Then then, Manifest manifest) {
    return manifest
        .part(lane.operator())
        .flatMap(
            part ->
                part.tasks().stream()
                    .filter(task -> task.name().equals(ask.task()))
                    .flatMap(task -> task.continues().stream())
                    .filter(it -> it.name().equals(then.continuation()))
                    .findFirst());
  }
}
