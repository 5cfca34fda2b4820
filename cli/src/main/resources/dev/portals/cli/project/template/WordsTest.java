package @package@;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.task.Answer;
import dev.portals.testkit.Simulation;
import dev.portals.testkit.TestPortals;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
  /** The task alone: each step runs in a new instance, as after a crash. */
  @Test
  void word_seenTwice_isCountedTwice() {
    var test = TestPortals.of(Words.count());
    test.next("be", "be");
    test.next("be", "be");
    test.next("or", "or");

    assertThat(test.emitted())
        .containsExactly(new WordCount("be", 1), new WordCount("be", 2), new WordCount("or", 1));
    assertThat(test.ask(Words.COUNTS, new CountRequest("be")).answer())
        .contains(new Answer.Replied<>(new WordCount("be", 2)));
  }

  /** The whole application: killed, paused, its messages lost, as a hundred seeds decide. */
  @Test
  void application_underFaults_doesWhatItDoesWithoutThem() {
    var lines = List.of("to be or", "not to be");
    var asked = List.of(new CountRequest("be"), new CountRequest("that"));

    var run = Simulation.of(Words.application(lines)).asking(Words.COUNTS, asked).check();

    assertThat(run.schedules()).isEqualTo(100);
  }
}
