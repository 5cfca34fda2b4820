package dev.portals.engine;

import dev.portals.codec.Codec;
import dev.portals.codec.Codecs;
import dev.portals.task.Asker;
import dev.portals.task.ReplyContext;
import dev.portals.task.ServedAllAsked;
import dev.portals.task.ServedAsked;
import java.util.List;

/** The context of {@code onAsk} and its continuations. */
final class ServeContext<O, R> extends StepContext<O> implements ReplyContext<O, R> {
  private final Codec<R> reply;

  ServeContext(StepScope scope, RunningTask task, Batch emitted, String key, Codec<R> reply) {
    super(scope, task, emitted, key);
    this.reply = reply;
  }

  @Override
  public <Q, A> ServedAsked<A, R> ask(Asker<Q, A> portal, Q request) {
    return Made.served(draft(portal, request), task().instance());
  }

  @Override
  public <A> ServedAllAsked<A, R> all(List<ServedAsked<A, R>> asks) {
    return Made.servedAll(asks, scope(), task().instance());
  }

  @Override
  public void reply(R value) {
    scope().reply(Codecs.encode(reply, value));
  }
}
