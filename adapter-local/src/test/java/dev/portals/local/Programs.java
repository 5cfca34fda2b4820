package dev.portals.local;

import dev.portals.build.Application;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** Applications that several tests launch. */
final class Programs {
  static final AtomStream<String> OUT = AtomStream.at("/p/streams/out", String.class);

  /** The request is its own key, but for "none", which has none, and "half", half of a pair. */
  static final Portal<String, String> ECHO =
      Portal.at(
          "/p/portals/echo",
          String.class,
          String.class,
          q -> q.equals("none") ? null : q.equals("half") ? "a\ud83d" : q);

  private Programs() {}

  /** Writes so many atoms to {@link #OUT}; hears of each before it is made. */
  static Application producer(int atoms, IntConsumer before) {
    return Application.named("p", app -> app.generate(OUT, numbered(atoms, before)));
  }

  static Application producer(int atoms) {
    return producer(atoms, at -> {});
  }

  /** Atoms of one event each: e0, e1, … */
  static Generator<String, Integer> numbered(int atoms, IntConsumer before) {
    return Generator.resumable(
        String.class,
        Integer.class,
        0,
        at -> {
          before.accept(at);
          return at == atoms
              ? new Generator.Ended<>()
              : new Generator.Atom<>(List.of("e" + at), at + 1);
        });
  }

  /** Reads {@link #OUT}. */
  static Application reader() {
    return Application.named("c", app -> app.workflow("read", OUT).consume());
  }

  /** Answers {@link #ECHO} with what a function makes of the request. */
  static Application echo(Function<String, String> reply) {
    return Application.named(
        "p",
        app ->
            app.workflow("w", app.generate("none", Generator.range(0, 0, 1)))
                .key(n -> "" + n)
                .task(
                    "t",
                    String.class,
                    task -> {
                      task.replies(ECHO).onAsk((q, ctx) -> ctx.reply(reply.apply(q)));
                      return (n, ctx) -> {};
                    })
                .consume());
  }

  /** Writes each request to {@link #ECHO} to {@link #OUT}, in an atom of its own. */
  static Application desk() {
    return Application.named(
        "p",
        app ->
            app.service(
                    "desk",
                    Task.service(
                        String.class,
                        task ->
                            task.replies(ECHO)
                                .onAsk(
                                    (q, ctx) -> {
                                      ctx.emit(q);
                                      ctx.reply(q);
                                    })))
                .sink(OUT));
  }

  /** Has the desk write events; each is durable. */
  static void write(LocalPortals portals, int from, int to) {
    for (var number = from; number < to; number++) {
      portals.ask(ECHO, "e" + number, "key" + number).join();
    }
  }
}
