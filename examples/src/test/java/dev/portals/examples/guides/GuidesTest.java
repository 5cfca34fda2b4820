package dev.portals.examples.guides;

import static dev.portals.examples.guides.Door.Action.LOCK;
import static dev.portals.examples.guides.Door.Action.OPEN;
import static dev.portals.examples.guides.Door.Action.UNLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.build.Application;
import dev.portals.engine.StepFailedException;
import dev.portals.task.Answer;
import dev.portals.task.Generator;
import dev.portals.testkit.Simulation;
import dev.portals.testkit.TestPortals;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuidesTest {
  @Test
  void readings_ofABuildingThatIsNotOpen_waitForIt() {
    var test = TestPortals.of(Buildings.task());
    test.next("mill", new Reading("mill", "roof", 31));
    assertThat(test.emitted()).isEmpty();

    assertThat(test.ask(Buildings.OPEN, "mill").answer()).contains(new Answer.Replied<>(1L));
    test.next("mill", new Reading("mill", "hall", 19));
    assertThat(test.emitted()).containsExactly(31.0);
  }

  @Test
  void door_locked_staysShut() {
    var test = TestPortals.of(Door.task());
    for (var action : List.of(LOCK, OPEN, UNLOCK, OPEN)) {
      test.next("front", action);
    }
    assertThat(test.emitted()).containsExactly(Door.LOCKED, Door.CLOSED, Door.OPEN);
  }

  @Test
  void quote_answeredFailedOrLate_saysWhich() {
    var test = TestPortals.of(Quotes.task());
    for (var answer :
        List.of(
            new Answer.Replied<>(5L), new Answer.Failed<Long>("?"), new Answer.Expired<Long>())) {
      test.next("k", "tea");
      assertThat(test.asked(Quotes.PRICE)).containsExactly("tea");
      test.answer(Quotes.PRICE, answer);
    }
    assertThat(test.emitted())
        .containsExactly("tea costs 5", "tea has no price: ?", "tea: nobody answered in time");
    assertThatThrownBy(() -> test.next("k", " "))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("an item without a name");
  }

  /** Whatever crashes and runs again, each payment is made once. */
  @Test
  void payments_underFaults_areMadeOnce() {
    var taken = new ConcurrentHashMap<String, Long>();
    Payments.Provider provider =
        (id, cents) -> {
          taken.put(id, cents);
          return "receipt of " + id;
        };
    var dues = IntStream.range(0, 20).mapToObj(n -> new Payments.Due("order" + n % 4, n)).toList();
    var shop =
        Application.named(
            "shop",
            app ->
                app.workflow("pay", app.generate("due", Generator.of(Payments.Due.class, dues, 3)))
                    .key(Payments.Due::order)
                    .task("pay", Payments.task(provider))
                    .sink("paid"));

    Simulation.of(shop).seeds(1, 100).check();

    assertThat(taken).hasSize(20).containsAllEntriesOf(Map.of("order0-1", 0L, "order3-5", 19L));
  }
}
