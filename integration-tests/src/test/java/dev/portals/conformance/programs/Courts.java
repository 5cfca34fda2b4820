package dev.portals.conformance.programs;

import dev.portals.build.Application;
import dev.portals.conformance.Comparison;
import dev.portals.conformance.Program;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Sequencer;
import dev.portals.task.Splitter;
import java.util.ArrayList;
import java.util.List;

/**
 * Balls that two applications play over a sequencer, each for a number of rounds (design rule S3).
 * In which order they meet is up to chance; how often, and what is split off, is not.
 */
final class Courts {
  private static final Sequencer<Ball> COURT = Sequencer.at("/court/sequencers/court", Ball.class);
  private static final Splitter<Ball> ROUNDS = Splitter.at("/court/splitters/rounds", Ball.class);
  private static final AtomStream<Ball> RETURNS =
      AtomStream.at("/player/streams/returns", Ball.class);

  record Ball(String name, int left) {}

  private Courts() {}

  static Program program() {
    return program(Program.named("courts"), Comparison.ATOMS);
  }

  /** A key change parts atoms: each lane has its share. */
  static Program ofLanes() {
    return program(Program.named("courts").lanes(4), Comparison.EVENTS);
  }

  private static Program program(Program empty, Comparison comparison) {
    return empty
        .launch(court(), player())
        .compare(COURT.stream(), comparison)
        .compare(RETURNS, comparison)
        .compare(AtomStream.at("/player/streams/last", Ball.class), comparison)
        .compare(AtomStream.at("/player/streams/long", Ball.class), comparison);
  }

  /** Atoms of 0 to 3 balls, each for 0 to 7 rounds. */
  private static List<List<Ball>> serves(String name) {
    var atoms = new ArrayList<List<Ball>>();
    for (var atom = 0; atom < 60; atom++) {
      var balls = new ArrayList<Ball>();
      for (var ball = 0; ball < atom % 4; ball++) {
        balls.add(new Ball(name + atom + "-" + ball, (atom + ball) % 8));
      }
      atoms.add(balls);
    }
    return atoms;
  }

  private static Application court() {
    return Application.named(
        "court",
        app -> {
          app.splitter(ROUNDS, app.sequencer(COURT));
          app.connect(app.generate("a", Generator.atoms(Ball.class, serves("a"))), COURT);
          app.connect(app.generate("b", Generator.atoms(Ball.class, serves("b"))), COURT);
        });
  }

  private static Application player() {
    return Application.named(
        "player",
        app -> {
          app.split(ROUNDS, "last", ball -> ball.left() == 0);
          app.split(ROUNDS, "long", ball -> ball.left() > 4);
          app.workflow("play", COURT.stream())
              .filter(ball -> ball.left() > 0)
              .key(Ball::name)
              .task(
                  "return",
                  Ball.class,
                  task -> {
                    var rounds = task.perKey("rounds", Integer.class, 0);
                    return (ball, ctx) -> {
                      ctx.state(rounds).update(n -> 10 * n + ball.left());
                      ctx.emit(new Ball(ball.name(), ball.left() - 1));
                    };
                  })
              .sink(RETURNS);
          app.connect(RETURNS, COURT);
        });
  }
}
