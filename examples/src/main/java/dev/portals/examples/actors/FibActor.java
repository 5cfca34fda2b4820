package dev.portals.examples.actors;

import dev.portals.examples.actors.Actors.ActorRef;
import dev.portals.examples.actors.FibMessage.Compute;
import dev.portals.examples.actors.FibMessage.Computed;
import dev.portals.examples.actors.FibMessage.Get;
import java.util.Optional;

/** An actor that computes one Fibonacci number, with two others that compute those before it. */
public sealed interface FibActor extends Actors.Behaviour<FibMessage, Known, FibActor> {
  /** Has nothing to do. */
  record Idle() implements FibActor {
    @Override
    public FibActor receive(FibMessage message, Actors.Context<FibMessage, Known, FibActor> ctx) {
      if (message instanceof Compute compute && compute.n() < 2) {
        return FibActor.known(compute.replyTo(), compute.n(), ctx);
      } else if (message instanceof Compute compute) {
        var self = Optional.of(ctx.self());
        ctx.tell(ctx.spawn(new Idle()), new Compute(compute.n() - 1, self));
        ctx.tell(ctx.spawn(new Idle()), new Compute(compute.n() - 2, self));
        return new Adding(compute.replyTo(), 0, 2);
      }
      return FibActor.unknown(this, message, ctx);
    }
  }

  /** Waits for the results of others. */
  record Adding(Optional<ActorRef<FibMessage>> replyTo, long sum, int missing) implements FibActor {
    @Override
    public FibActor receive(FibMessage message, Actors.Context<FibMessage, Known, FibActor> ctx) {
      if (message instanceof Computed computed) {
        var more = sum + computed.value();
        return missing == 1
            ? FibActor.known(replyTo, more, ctx)
            : new Adding(replyTo, more, missing - 1);
      }
      return FibActor.unknown(this, message, ctx);
    }
  }

  /** Keeps the result. */
  record Keeping(long value) implements FibActor {
    @Override
    public FibActor receive(FibMessage message, Actors.Context<FibMessage, Known, FibActor> ctx) {
      if (message instanceof Get) {
        ctx.reply(new Known(Optional.of(value)));
      }
      return this;
    }
  }

  private static FibActor known(
      Optional<ActorRef<FibMessage>> replyTo,
      long value,
      Actors.Context<FibMessage, Known, FibActor> ctx) {
    if (replyTo.isPresent()) {
      ctx.tell(replyTo.get(), new Computed(value));
      ctx.stop();
    }
    return new Keeping(value);
  }

  private static FibActor unknown(
      FibActor same, FibMessage message, Actors.Context<FibMessage, Known, FibActor> ctx) {
    if (message instanceof Get) {
      ctx.reply(new Known(Optional.empty()));
    }
    return same;
  }
}
