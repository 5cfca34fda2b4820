package dev.portals.conformance.programs;

import dev.portals.build.Application;
import dev.portals.conformance.Comparison;
import dev.portals.conformance.Program;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.util.List;
import java.util.stream.IntStream;

/** Two applications ask each other in turn, nested: a portal cycle. Games go on side by side. */
final class PingPong {
  record Ball(String game, int left) {}

  private static final Portal<Ball, Integer> PING =
      Portal.at("/ping/portals/ping", Ball.class, Integer.class, Ball::game);
  private static final Portal<Ball, Integer> PONG =
      Portal.at("/pong/portals/pong", Ball.class, Integer.class, Ball::game);
  private static final AtomStream<Ball> PINGED = AtomStream.at("/ping/streams/hit", Ball.class);
  private static final AtomStream<Ball> PONGED = AtomStream.at("/pong/streams/hit", Ball.class);

  private PingPong() {}

  static Program program() {
    var games = IntStream.range(0, 12).mapToObj(game -> new Ball("game" + game, 30)).toList();
    return Program.named("ping-pong")
        .launch(side("ping", PING, PONG, PINGED), side("pong", PONG, PING, PONGED))
        .ask(PING, games)
        .ask(PONG, games)
        .compare(PINGED, Comparison.ATOMS)
        .compare(PONGED, Comparison.ATOMS);
  }

  static Program ofLanes() {
    return program().lanes(4);
  }

  private static Application side(
      String name, Portal<Ball, Integer> own, Portal<Ball, Integer> other, AtomStream<Ball> hits) {
    return Application.named(
        name,
        app ->
            app.workflow("play", app.generate("none", Generator.atoms(Ball.class, List.of())))
                .key(Ball::game)
                .task("play", play(own, other))
                .sink(hits));
  }

  /** Hits the ball on until it is out, and counts the way back. */
  private static Task<Ball, Ball> play(Portal<Ball, Integer> own, Portal<Ball, Integer> other) {
    return Task.define(
        Ball.class,
        Ball.class,
        task -> {
          var hits = task.perKey("hits", Integer.class, 0);
          var asker = task.asks(other);
          var served = task.replies(own);
          var back =
              served.onAnswer(
                  "back",
                  asker,
                  Ball.class,
                  (ball, answer, ctx) -> {
                    ctx.emit(ball);
                    ctx.reply(answer.orThrow() + 1);
                  });
          served.onAsk(
              (ball, ctx) -> {
                ctx.state(hits).update(n -> n + 1);
                if (ball.left() == 0) {
                  ctx.reply(0);
                } else {
                  ctx.ask(asker, new Ball(ball.game(), ball.left() - 1)).then(back, ball);
                }
              });
          return (ball, ctx) -> {};
        });
  }
}
