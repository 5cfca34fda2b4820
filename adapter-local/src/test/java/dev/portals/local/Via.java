package dev.portals.local;

import dev.portals.build.Application;
import dev.portals.task.Answer;
import dev.portals.task.Asker;
import dev.portals.task.Portal;
import dev.portals.task.ReplyContext;
import dev.portals.task.ServedContinuation;
import dev.portals.task.Task;
import dev.portals.task.TaskBuilder;
import java.util.function.BooleanSupplier;

/** Asks the echo for others, again and again until it is to reply. */
final class Via {
  static final Portal<String, String> VIA =
      Portal.at("/via/portals/via", String.class, String.class, q -> q);

  private final Asker<String, String> echo;
  private final ServedContinuation<String, String, String> echoed;
  private final BooleanSupplier replies;

  private Via(TaskBuilder<Void, Void> task, BooleanSupplier replies) {
    this.replies = replies;
    echo = task.asks(Programs.ECHO);
    var served = task.replies(VIA);
    echoed = served.onAnswer("echoed", echo, String.class, this::echoed);
    served.onAsk(this::ask);
  }

  static Application application(BooleanSupplier replies) {
    return Application.named(
        "via",
        app ->
            app.service("w", Task.service(Void.class, task -> new Via(task, replies))).consume());
  }

  private void ask(String q, ReplyContext<Void, String> ctx) {
    ctx.ask(echo, q).then(echoed, q);
  }

  private void echoed(String q, Answer<String> answer, ReplyContext<Void, String> ctx) {
    if (!(answer instanceof Answer.Replied<String> replied)) {
      ctx.reply(answer.getClass().getSimpleName());
    } else if (replies.getAsBoolean()) {
      ctx.reply(replied.value());
    } else {
      ask(q, ctx);
    }
  }
}
