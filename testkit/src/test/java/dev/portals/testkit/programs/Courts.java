package dev.portals.testkit.programs;

import dev.portals.build.Application;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Sequencer;
import java.util.List;

/** Balls that go round: two applications play over a sequencer of one of them. */
public final class Courts {
  private static final Sequencer<Ball> COURT = Sequencer.at("/court/sequencers/court", Ball.class);
  private static final AtomStream<Ball> RETURNS =
      AtomStream.at("/player/streams/returns", Ball.class);

  /** One that is still played over and over, so many times. */
  public record Ball(String name, int left) {}

  private Courts() {}

  /** Serves balls, each with another number of returns to come, some in atoms without any. */
  public static Application court() {
    return Application.named(
        "court",
        app -> {
          app.sequencer(COURT);
          app.connect(app.generate("first", serves("a")), COURT);
          app.connect(app.generate("second", serves("b")), COURT);
          app.connect(RETURNS, COURT);
        });
  }

  /** Another one that plays, for as long as it is launched. */
  static Application guest() {
    return Application.named(
        "guest", app -> app.connect(app.generate("third", serves("c")), COURT));
  }

  private static Generator<Ball, Integer> serves(String name) {
    return Generator.atoms(
        Ball.class,
        List.of(
            List.of(new Ball(name + 0, 2), new Ball(name + 1, 0)),
            List.of(),
            List.of(new Ball(name + 0, 1), new Ball(name + 2, 3), new Ball(name + 3, 1))));
  }

  /** Returns what is left; counts how often it met each ball, and in which order at last. */
  public static Application player() {
    return Application.named(
        "player",
        app ->
            app.workflow("play", COURT.stream())
                .key(Ball::name)
                .task(
                    "return",
                    Ball.class,
                    task -> {
                      var met = task.perKey("met", Integer.class, 0);
                      return (ball, ctx) -> {
                        ctx.state(met).update(n -> 2 * n + ball.left() + 1);
                        if (ball.left() > 0) {
                          ctx.emit(new Ball(ball.name(), ball.left() - 1));
                        }
                      };
                    })
                .sink(RETURNS));
  }
}
