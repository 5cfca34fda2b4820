package dev.portals.local;

import dev.portals.local.tracing.Traced;
import dev.portals.plan.LaneId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An ask that is followed until it is answered. For any thread. */
final class TracedAsk {
  private final Traced from;
  private final String portal;
  private final LaneId replier;
  private final Instant since;
  private @Nullable Traced served;

  TracedAsk(Traced from, String portal, LaneId replier, Instant since) {
    this.from = from;
    this.portal = portal;
    this.replier = replier;
    this.since = since;
  }

  /** The lane has done something for it: not before is it known that it runs. */
  synchronized Traced served() {
    if (served == null) {
      served = from.serve(portal, replier.toString(), since);
    }
    return served;
  }

  /** Nobody waits for it any more, or nobody will answer it. */
  synchronized void expired() {
    from.happened("expired " + portal);
    if (served != null) {
      served.end(Optional.of(Traces.EXPIRED));
    }
  }
}
