package dev.portals.engine;

import dev.portals.codec.Codec;
import dev.portals.codec.Codecs;
import dev.portals.task.Asker;
import dev.portals.task.ReplyContext;
import dev.portals.task.ServedAsked;

/** The context of {@code onAsk} and its continuations. */
final class ServeContext<O, R> extends StepContext<O> implements ReplyContext<O, R> {
  private final Codec<R> reply;

  ServeContext(StepScope scope, RunningTask task, Batch emitted, String key, Codec<R> reply) {
    super(scope, task, emitted, key);
    this.reply = reply;
  }

  @Override
  public <Q, A> ServedAsked<A, R> ask(Asker<Q, A> portal, Q request) {
    return draft(portal, request).servedAsked();
  }

  @Override
  public void reply(R value) {
    scope().reply(Codecs.encode(reply, value));
  }
}
