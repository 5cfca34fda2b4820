package dev.portals.local;

import dev.portals.codec.Bytes;
import dev.portals.local.tracing.TraceContext;
import dev.portals.local.tracing.Traced;
import dev.portals.local.tracing.Tracing;
import dev.portals.plan.LaneId;
import dev.portals.protocol.Ask;
import dev.portals.protocol.Caller;
import dev.portals.protocol.CommitFormat;
import dev.portals.protocol.Entry;
import dev.portals.protocol.Outcome;
import dev.portals.protocol.Root;
import dev.portals.task.Answer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows asks from outside through the commits of this process: an entry that says that a lane
 * asks says also on behalf of what it serves. Nothing of it is stored, so a trace does not go on
 * after a restart, and no byte of the protocol is another with it than without. For any thread.
 */
final class Traces {
  /** What is beyond is not followed: a trace is not worth the memory of the process. */
  private static final int MOST = 10_000;

  static final String EXPIRED = "expired";

  private record Name(Caller caller, LaneId replier, long number) {}

  private final Tracing tracing;
  private final Map<Name, TracedAsk> open = new ConcurrentHashMap<>();

  Traces(Tracing tracing) {
    this.tracing = tracing;
  }

  /** Something comes from outside. */
  Traced begin(String action, String path, TraceContext from) {
    return tracing.begin(action, path, from);
  }

  /**
   * An ask from outside goes to its lane.
   *
   * @return forgets it, for when whoever asked hears of it
   */
  Runnable asked(Caller.External external, LaneId replier, Traced from) {
    if (from == Traced.NONE) {
      return () -> {};
    }
    var name = new Name(external, replier, 0);
    var ask = follow(name, from, external.portal());
    return () -> open.remove(name, ask);
  }

  private TracedAsk follow(Name name, Traced from, String portal) {
    var ask = new TracedAsk(from, portal, name.replier(), Instant.now());
    if (open.size() < MOST) {
      open.putIfAbsent(name, ask);
    }
    return ask;
  }

  /** A lane has committed: before what the commit causes can happen. */
  void committed(LaneId lane, Bytes commit) {
    if (open.isEmpty()) {
      return;
    }
    for (var entry : CommitFormat.decode(commit).entries()) {
      if (entry instanceof Entry.Asked asked) {
        asked(lane, asked);
      } else if (entry instanceof Entry.Served served) {
        served(lane, served);
      } else if (entry instanceof Entry.Expired expired) {
        var name = new Name(new Caller.Lane(lane), expired.replier(), expired.number());
        Optional.ofNullable(open.remove(name)).ifPresent(TracedAsk::expired);
      }
    }
  }

  private void asked(LaneId lane, Entry.Asked asked) {
    if (asked.ask().root() instanceof Root.OfServed root) {
      var on = open.get(new Name(root.caller(), lane, root.number()));
      if (on != null) {
        var name = new Name(new Caller.Lane(lane), asked.replier(), asked.number());
        asked(on.served(), name, asked.ask());
      }
    }
  }

  /** What nobody awaits may go on for ever, by asks that nobody awaits: it is not followed. */
  private void asked(Traced on, Name name, Ask ask) {
    if (ask.then().isPresent()) {
      on.happened("asked " + ask.portal());
      follow(name, on, ask.portal());
    } else {
      on.happened("told " + ask.portal());
    }
  }

  private void served(LaneId lane, Entry.Served served) {
    var name = new Name(served.caller(), lane, served.number());
    var ask = open.get(name);
    if (ask == null) {
      return;
    }
    if (served.answer().isPresent()) {
      open.remove(name);
      ask.served().end(error(served.answer().get()));
    } else {
      ask.served().happened("accepted");
    }
  }

  /** Whoever asked hears this. */
  static void end(Traced traced, @Nullable Object answer, @Nullable Throwable failed) {
    if (failed != null) {
      var cause = failed instanceof CompletionException ? failed.getCause() : failed;
      traced.end(Optional.of(String.valueOf(cause)));
    } else if (answer instanceof Answer.Failed<?> failure) {
      traced.end(Optional.of(failure.error()));
    } else {
      traced.end(answer instanceof Answer.Expired<?> ? Optional.of(EXPIRED) : Optional.empty());
    }
  }

  private static Optional<String> error(Outcome answer) {
    if (answer instanceof Outcome.Failed failed) {
      return Optional.of(failed.error());
    }
    return answer instanceof Outcome.Expired ? Optional.of(EXPIRED) : Optional.empty();
  }

  /** A lane will serve no more. */
  void ended(LaneId lane) {
    open.entrySet()
        .removeIf(
            it -> {
              var isOf = it.getKey().replier().equals(lane);
              if (isOf) {
                it.getValue().expired();
              }
              return isOf;
            });
  }
}
