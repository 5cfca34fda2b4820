package dev.portals.examples.pingpong;

import dev.portals.build.Application;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Portal;
import dev.portals.task.Task;
import java.util.List;

/**
 * Three applications. {@code /ping} and {@code /pong} ask each other, a level deeper with every
 * hit, and the answers come back the whole way; {@code /table} starts the games.
 */
public final class PingPong {
  /** A ball for ping; the answer is how often it was hit. */
  public static final Portal<Ball, Integer> PING =
      Portal.at("/ping/portals/ball", Ball.class, Integer.class, Ball::game);

  /** A ball for pong. */
  public static final Portal<Ball, Integer> PONG =
      Portal.at("/pong/portals/ball", Ball.class, Integer.class, Ball::game);

  /** The games that are over. */
  public static final AtomStream<Game> GAMES = AtomStream.at("/table/streams/games", Game.class);

  private PingPong() {}

  public static Application ping() {
    return Application.named("ping", app -> app.service("ping", player(PING, PONG)).consume());
  }

  public static Application pong() {
    return Application.named("pong", app -> app.service("pong", player(PONG, PING)).consume());
  }

  /** The application that starts these games. */
  public static Application table(List<Ball> balls) {
    return Application.named(
        "table",
        app ->
            app.workflow("games", app.generate("balls", Generator.of(Ball.class, balls, 2)))
                .key(Ball::game)
                .task("game", game())
                .sink(GAMES));
  }

  static Task<Void, Void> player(Portal<Ball, Integer> own, Portal<Ball, Integer> other) {
    return Task.service(
        Void.class,
        task -> {
          var opponent = task.asks(other);
          var served = task.replies(own);
          var back =
              served.onAnswer(
                  "back",
                  opponent,
                  Ball.class,
                  (ball, answer, ctx) -> ctx.reply(answer.orThrow() + 1));
          served.onAsk(
              (ball, ctx) -> {
                if (ball.left() == 0) {
                  ctx.reply(0);
                } else {
                  ctx.ask(opponent, new Ball(ball.game(), ball.left() - 1)).then(back, ball);
                }
              });
        });
  }

  static Task<Ball, Game> game() {
    return Task.define(
        Ball.class,
        Game.class,
        task -> {
          var ping = task.asks(PING);
          var over =
              task.onAnswer(
                  "over",
                  ping,
                  Ball.class,
                  (ball, answer, ctx) -> ctx.emit(new Game(ball.game(), answer.orThrow())));
          return (ball, ctx) -> ctx.ask(ping, ball).then(over, ball);
        });
  }
}
