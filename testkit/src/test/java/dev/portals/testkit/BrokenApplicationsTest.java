package dev.portals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portals.build.Application;
import dev.portals.task.Generator;
import dev.portals.task.Task;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Applications that break the rules of user code are found, with what to change. */
class BrokenApplicationsTest {
  private static String deviation(Application application) {
    var found =
        catchThrowableOfType(
            DeviationException.class, () -> Simulation.of(application).seeds(1, 200).check());
    return String.valueOf(found.getMessage());
  }

  private static Application counting(Task<Integer, Integer> task) {
    return Application.named(
        "counting",
        app ->
            app.workflow("count", app.generate("numbers", Generator.range(0, 10, 1)))
                .key(number -> "k" + number % 2)
                .task("counter", task)
                .sink("counted"));
  }

  private static Task<Integer, Integer> hiding() {
    return Task.define(
        Integer.class,
        Integer.class,
        task -> {
          var seen = new AtomicInteger();
          return (number, ctx) -> ctx.emit(seen.incrementAndGet());
        });
  }

  @Test
  void check_ofATaskWithAHiddenField_saysToDeclareIt() {
    var message = deviation(counting(hiding()));

    assertThat(message)
        .contains("A task remembers what is not in its state")
        .contains("Maybe declare what it keeps in a variable as state (perKey, perTask)");
  }

  @Test
  void check_ofAScheduleWithManyFaults_showsTheOneThatIsEnough() {
    var message = deviation(counting(hiding()));

    assertThat(message)
        .containsPattern("1 of its [0-9]{2,} faults and [1-4] of its [0-9]{3} decisions")
        .containsPattern("faults: \\[[A-Z_]+\\]");
  }

  @Test
  void check_ofATaskThatSharesAnObject_saysThatItReadsMoreThanItsInput() {
    var calls = new AtomicInteger();
    var message =
        deviation(
            counting(
                Task.define(
                    Integer.class,
                    Integer.class,
                    task -> (number, ctx) -> ctx.emit(calls.incrementAndGet()))));

    assertThat(message)
        .contains("User code reads or changes what is neither its input nor its state")
        .contains("take the time from ctx.now()");
  }

  @Test
  void check_ofAGeneratorThatGoesOnWithoutItsCursor_saysSo() {
    Iterator<Integer> numbers = IntStream.range(0, 10).iterator();
    var message =
        deviation(
            Application.named(
                "generating",
                app ->
                    app.workflow(
                            "copy",
                            app.generate(
                                "numbers",
                                Generator.resumable(
                                    Integer.class,
                                    Integer.class,
                                    0,
                                    at ->
                                        numbers.hasNext()
                                            ? new Generator.Atom<>(List.of(numbers.next()), at + 1)
                                            : new Generator.Ended<>())))
                        .sink("copied")));

    assertThat(message)
        .contains("A generator does not make the same atom of the same cursor")
        .contains("Maybe put all that the next atom depends on into its cursor");
  }
}
