package dev.portals.local;

import dev.portals.PortalsException;
import dev.portals.engine.EventList;
import dev.portals.local.tracing.TraceContext;
import dev.portals.model.Node;
import dev.portals.plan.Operator;
import dev.portals.protocol.Caller;
import dev.portals.protocol.Outcome;
import dev.portals.task.AtomStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Atoms from outside: each is asked for where its external stream is written (S13, S14). */
final class Publishing {
  private final Deployment deployment;

  Publishing(Deployment deployment) {
    this.deployment = deployment;
  }

  /** See {@link LocalPortals#publish}. */
  <T> CompletableFuture<Void> publish(
      AtomStream<T> stream, List<T> events, String idempotencyKey, TraceContext from) {
    ExternalKeys.require("the idempotency key", idempotencyKey);
    var path = Node.Enter.path(stream.path());
    var operator = operator(stream.path());
    var declared = operator.entry().orElseThrow().stream();
    if (declared.type() != stream.type()) {
      throw new PortalsException(
          "%s carries %s, not %s; nothing was published. Maybe share one constant"
              .formatted(stream.path(), declared.type().getName(), stream.type().getName()));
    }
    var atom = EventList.encode(operator.codecs().of(stream.type()), events);
    var lane = deployment.routes().portal(path).lane(path);
    var external = new Caller.External(path, path, idempotencyKey);
    var traced = deployment.traces().begin("publish", stream.path(), from);
    return deployment
        .ask(external, lane, atom, traced)
        .thenApplyAsync(outcome -> published(stream.path(), idempotencyKey, outcome))
        .whenComplete((done, failed) -> Traces.end(traced, null, failed));
  }

  /** The stream at a path, as its application declares it. */
  AtomStream<?> stream(String path) {
    return operator(path).entry().orElseThrow().stream();
  }

  private Operator operator(String stream) {
    var entry = Node.Enter.path(stream);
    try {
      return deployment.replier(entry);
    } catch (PortalsException unknown) {
      throw new PortalsException(
          "nobody publishes to "
              + stream
              + ": no launched application has it. Maybe app.external(…)",
          unknown);
    }
  }

  private static Void published(String stream, String idempotencyKey, Outcome outcome) {
    if (outcome instanceof Outcome.Replied) {
      return null;
    }
    if (outcome instanceof Outcome.Failed failed) {
      throw new PortalsException(stream + " does not take the atom: " + failed.error());
    }
    if (outcome instanceof Outcome.Busy) {
      throw new AskRefusedException(
          AskRefusedException.Reason.BUSY,
          stream
              + " has readers that are far behind, or keeps as many answers as it may. Maybe publish later, under the same key");
    }
    if (outcome instanceof Outcome.Ended) {
      throw new AskRefusedException(
          AskRefusedException.Reason.BUSY,
          stream
              + " takes no more, as its application is being stopped. Maybe publish when it is launched again");
    }
    throw new AskRefusedException(
        AskRefusedException.Reason.KEY_REUSED,
        "idempotency key \""
            + idempotencyKey
            + "\" was used before with another atom for "
            + stream
            + ". Maybe a new key for a new atom");
  }
}
