package dev.portals.local.http;

import dev.portals.driver.LaneStatus;
import java.util.List;
import java.util.Optional;

/** The lanes of a process, for people. */
record Lanes(List<Lane> lanes) {
  /** As {@link LaneStatus}, with the lane as {@code /application/operator#number}. */
  record Lane(
      String lane,
      long commits,
      long atoms,
      int outstanding,
      int deadLetters,
      long skipped,
      boolean sealed,
      Optional<String> stopped,
      Optional<String> broken) {}

  static Lanes of(List<LaneStatus> lanes) {
    return new Lanes(lanes.stream().map(Lanes::lane).toList());
  }

  private static Lane lane(LaneStatus of) {
    return new Lane(
        of.lane().toString(),
        of.commits(),
        of.atoms(),
        of.outstanding(),
        of.deadLetters(),
        of.skipped(),
        of.sealed(),
        of.stopped(),
        of.broken());
  }

  /** 200, or 503 with the lanes that take no more atoms. */
  Reply health() {
    var stopped =
        lanes.stream()
            .filter(lane -> lane.broken().isPresent() || lane.stopped().isPresent())
            .map(Lane::lane)
            .toList();
    return stopped.isEmpty()
        ? new Reply(200, "{\"status\":\"ok\"}")
        : Reply.error(503, "lanes have stopped: " + String.join(", ", stopped));
  }
}
