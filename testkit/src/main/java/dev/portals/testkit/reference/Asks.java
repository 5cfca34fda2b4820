package dev.portals.testkit.reference;

import dev.portals.PortalsException;
import dev.portals.codec.Bytes;
import dev.portals.task.AllAsked;
import dev.portals.task.AllContinuation;
import dev.portals.task.Answer;
import dev.portals.task.Asked;
import dev.portals.task.Continuation;
import dev.portals.task.Declaration;
import dev.portals.task.Portal;
import dev.portals.task.ServedAllAsked;
import dev.portals.task.ServedAllContinuation;
import dev.portals.task.ServedAsked;
import dev.portals.task.ServedContinuation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One or more asks of a step, as user code holds them to say what their answers lead to. */
record Asks<A, R>(StepContext<?> ctx, List<Ask> asks)
    implements Asked<A>, ServedAsked<A, R>, AllAsked<A>, ServedAllAsked<A, R> {
  /** One ask. */
  static final class Ask {
    final Portal<?, ?> portal;
    final String key;
    final Bytes payload;
    @Nullable Then then;

    Ask(Portal<?, ?> portal, String key, Bytes payload) {
      this.portal = portal;
      this.key = key;
      this.payload = payload;
    }
  }

  /** A declared continuation, its context, and the answers it waits for (S6). */
  record Then(
      Declaration continuation, Bytes context, List<Ask> asks, Map<Ask, Answer<Bytes>> taken) {
    /** Takes an answer; true if it was the last one. */
    boolean takes(Ask ask, Answer<Bytes> answer) {
      taken.put(ask, answer);
      return taken.size() == asks.size();
    }

    /** The answers in the order of the asks. */
    List<Answer<Bytes>> answers() {
      return asks.stream().map(ask -> Objects.requireNonNull(taken.get(ask))).toList();
    }
  }

  /** Several asks as one. */
  static <A, R> Asks<A, R> all(StepContext<?> ctx, List<?> made) {
    var asks = new ArrayList<Ask>();
    made.forEach(one -> asks.addAll(((Asks<?, ?>) one).asks));
    if (asks.isEmpty()) {
      throw new PortalsException("all(…) awaits no ask");
    }
    return new Asks<>(ctx, asks);
  }

  /** Without failures an answer takes no time: it never expires. */
  @Override
  public Asks<A, R> within(Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new PortalsException("an ask is given " + time + " to be answered");
    }
    return this;
  }

  @Override
  public <C> void then(Continuation<C, A> continuation, C context) {
    await(ctx.task().instance().slot(continuation), context);
  }

  @Override
  public <C> void then(ServedContinuation<C, A, R> continuation, C context) {
    await(ctx.task().instance().slot(continuation), context);
  }

  @Override
  public <C> void then(AllContinuation<C, A> continuation, C context) {
    await(ctx.task().instance().slot(continuation), context);
  }

  @Override
  public <C> void then(ServedAllContinuation<C, A, R> continuation, C context) {
    await(ctx.task().instance().slot(continuation), context);
  }

  private void await(int slot, Object context) {
    ctx.step().requireOpen();
    var declared = ctx.task().instance().declarations().get(slot);
    var bytes = ctx.task().values().encode(contextType(declared), context);
    var then = new Then(declared, bytes, asks, new IdentityHashMap<>());
    for (var ask : asks) {
      if (ask.then != null) {
        throw new PortalsException("the ask of " + ask.portal.path() + " has a continuation");
      }
      ask.then = then;
    }
  }

  static Class<?> contextType(Declaration continuation) {
    return continuation instanceof Declaration.Continues<?, ?, ?> it
        ? it.context()
        : ((Declaration.ContinuesServed<?, ?, ?, ?>) continuation).context();
  }
}
