package dev.portals.engine;

import dev.portals.PortalsException;
import dev.portals.codec.Bytes;
import dev.portals.codec.Codecs;
import dev.portals.task.Asked;
import dev.portals.task.Continuation;
import dev.portals.task.Declaration;
import dev.portals.task.ServedAsked;
import dev.portals.task.ServedContinuation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An ask being made: it may still be given its continuation. */
final class AskDraft {
  private final StepScope scope;
  private final RunningTask task;
  private final String portal;
  private final String key;
  private final Bytes payload;
  private final String askerKey;
  private Step.@Nullable Then then;

  AskDraft(
      StepScope scope,
      RunningTask task,
      String portal,
      String key,
      Bytes payload,
      String askerKey) {
    this.scope = scope;
    this.task = task;
    this.portal = portal;
    this.key = key;
    this.payload = payload;
    this.askerKey = askerKey;
  }

  <A> Asked<A> asked() {
    return new Asked<>() {
      @Override
      public <C> void then(Continuation<C, A> continuation, C context) {
        await(task.declaration(continuation), context);
      }
    };
  }

  <A, R> ServedAsked<A, R> servedAsked() {
    return new ServedAsked<>() {
      @Override
      public <C> void then(ServedContinuation<C, A, R> continuation, C context) {
        await(task.declaration(continuation), context);
      }
    };
  }

  private void await(Declaration continuation, Object context) {
    scope.requireOpen();
    if (then != null) {
      throw new PortalsException(
          "the ask of "
              + portal
              + " already has the continuation \""
              + then.continuation()
              + "\". Maybe ask twice, or do both in one continuation");
    }
    var codec = task.continuation(continuation.name()).context();
    then = new Step.Then(continuation.name(), Codecs.encode(codec, context));
  }

  Step.Asking asking() {
    return new Step.Asking(portal, key, payload, task.name(), askerKey, Optional.ofNullable(then));
  }
}
