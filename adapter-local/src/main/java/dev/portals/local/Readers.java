package dev.portals.local;

import dev.portals.plan.LaneId;
import dev.portals.plan.Phase;
import dev.portals.plan.Registration;
import dev.portals.plan.Routes;
import dev.portals.plan.StreamChannel;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Who reads which channel, and from which atom on: it follows from the registry (rule P3). */
final class Readers {
  /** In place of a first atom: of what was stopped, nobody begins to read. */
  static final long GOES_ON = -1;

  private Readers() {}

  /**
   * The readers of applications that have not ended. What reads streams that none of these has is
   * left out: a log that was truncated says one after the other.
   */
  static Map<StreamChannel, Map<LaneId, Long>> of(Collection<Registration> all) {
    var routes = Routes.of(all);
    var stopped =
        all.stream()
            .filter(it -> it.phase() == Phase.STOPPED)
            .map(Registration::application)
            .collect(Collectors.toSet());
    var readers = new HashMap<StreamChannel, Map<LaneId, Long>>();
    for (var registration : all) {
      if (registration.phase() == Phase.STOPPED) {
        continue;
      }
      for (var lane : registration.lanes()) {
        var part = registration.manifest().part(lane.operator()).orElseThrow();
        if (part.reads().stream().allMatch(reads -> routes.has(reads.stream().path()))) {
          for (var input : routes.inputs(lane)) {
            readers
                .computeIfAbsent(input.channel(), channel -> new HashMap<>())
                .put(
                    lane,
                    stopped.contains(input.producer().application()) ? GOES_ON : input.start());
          }
        }
      }
    }
    return readers;
  }
}
