package dev.portals.examples.pingpong;

import static dev.portals.examples.pingpong.PingPong.PING;
import static dev.portals.examples.pingpong.PingPong.PONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.local.LocalPortals;
import dev.portals.task.Answer;
import dev.portals.testkit.Simulation;
import dev.portals.testkit.TestPortals;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PingPongTest {
  private static final List<Ball> BALLS =
      List.of(new Ball("a", 4), new Ball("b", 0), new Ball("c", 7));

  @TempDir private Path directory;

  @Test
  void player_hitsTheBall_andAddsOneToTheAnswer() {
    var test = TestPortals.of(PingPong.player(PING, PONG));
    var serving = test.ask(PING, new Ball("a", 4));
    assertThat(test.asked(PONG)).containsExactly(new Ball("a", 3));
    test.answer(PONG, new Answer.Replied<>(3));
    assertThat(serving.answer()).contains(new Answer.Replied<>(4));
    assertThat(test.ask(PING, new Ball("b", 0)).answer()).contains(new Answer.Replied<>(0));
  }

  @Test
  void game_thatIsOver_isEmitted() {
    var test = TestPortals.of(PingPong.game());
    test.next("a", new Ball("a", 4));
    test.answer(PING, new Answer.Replied<>(4));
    assertThat(test.emitted()).containsExactly(new Game("a", 4));
  }

  @Test
  void ball_amongThreeApplications_comesBackTheWholeWay() {
    try (var portals = LocalPortals.open(directory, 2)) {
      portals.launch(PingPong.ping(), PingPong.pong(), PingPong.table(BALLS));
      assertThat(portals.ask(PING, new Ball("long", 900), "long").join())
          .isEqualTo(new Answer.Replied<>(900));
      assertThat(portals.ask(PING, new Ball("too long", 1_200), "too long").join())
          .isInstanceOfSatisfying(
              Answer.Failed.class,
              failed -> assertThat(failed.error()).contains("nested more than 1000 deep"));
    }
  }

  @Test
  void games_underFaults_areAsWithout() {
    var run =
        Simulation.of(PingPong.ping(), PingPong.pong(), PingPong.table(BALLS))
            .asking(PONG, List.of(new Ball("d", 3)))
            .check();
    assertThat(run.schedules()).isEqualTo(100);
  }
}
