package dev.portals.examples.fibonacci;

import static dev.portals.examples.fibonacci.Fibonacci.FIB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portals.local.LocalPortals;
import dev.portals.task.Answer;
import dev.portals.testkit.Simulation;
import dev.portals.testkit.TestPortals;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FibonacciTest {
  @TempDir private Path directory;

  @Test
  void fib_asked_isTheSumOfTwoAnswers() {
    var test = TestPortals.of(Fibonacci.fib());
    var serving = test.ask(FIB, 9);
    assertThat(test.asked(FIB)).containsExactly(8, 7);
    test.answer(FIB, new Answer.Replied<>(21L));
    test.answer(FIB, new Answer.Replied<>(13L));
    assertThat(serving.answer()).contains(new Answer.Replied<>(34L));
  }

  @Test
  void fib_whoseAskFailed_fails() {
    var test = TestPortals.of(Fibonacci.fib());
    var serving = test.ask(FIB, 9);
    test.answer(FIB, new Answer.Failed<>("no luck"));
    test.answer(FIB, new Answer.Replied<>(13L));
    assertThat(serving.answer())
        .hasValueSatisfying(answer -> assertThat(answer.toString()).contains("no luck"));
  }

  @Test
  void fib_inAProcessOfTwoLanes_isRight() {
    try (var portals = LocalPortals.open(directory, 2)) {
      portals.launch(Fibonacci.application());
      assertThat(portals.ask(FIB, 12, "twelve").join()).isEqualTo(new Answer.Replied<>(144L));
      assertThat(portals.ask(FIB, 1, "one").join()).isEqualTo(new Answer.Replied<>(1L));
    }
  }

  @Test
  void fib_underFaults_isAsWithout() {
    var run = Simulation.of(Fibonacci.application()).asking(FIB, List.of(5, 3, 0)).lanes(2).check();
    assertThat(run.schedules()).isEqualTo(100);
  }
}
