package dev.portals.build;

import static dev.portals.build.Built.words;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.PortalsException;
import dev.portals.task.AtomStream;
import dev.portals.task.Generator;
import dev.portals.task.Task;
import dev.portals.task.TaskBuilder;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A builder is of no use once its block has ended, and says so. */
class AfterTheBlockTest {
  private static void assertTooLate(ThrowingCallable use) {
    assertThatThrownBy(use)
        .isInstanceOf(PortalsException.class)
        .hasMessage(
            "application /shop is already built: a part was added after its block ended. "
                + "Maybe keep the builder and its flows inside the block.");
  }

  @Test
  void builder_usedAfterItsBlock_isRefused() {
    var kept = new ArrayList<ApplicationBuilder>();
    Application.named(
        "shop",
        app -> {
          kept.add(app);
          words(app);
        });
    var app = kept.get(0);

    assertTooLate(() -> app.generate("late", Generator.of(String.class, List.of("a"), 1)));
    assertTooLate(() -> app.workflow("late", AtomStream.at("/shop/streams/words", String.class)));
  }

  @Test
  void flow_usedAfterTheBlock_isRefused() {
    var kept = new ArrayList<Flow<String>>();
    Application.named(
        "shop",
        app -> {
          var flow = app.workflow("w", words(app));
          flow.consume();
          kept.add(flow);
        });
    var flow = kept.get(0);

    assertTooLate(() -> flow.filter(word -> true));
    assertTooLate(() -> flow.key(word -> word));
    assertTooLate(() -> flow.task("late", Task.of(String.class, String.class, (e, ctx) -> {})));
    assertTooLate(() -> flow.sink("late"));
    assertTooLate(flow::consume);
  }

  @Test
  void taskBuilder_usedAfterItsBlock_isRefused() {
    var kept = new ArrayList<TaskBuilder<String, String>>();
    Task.define(
            String.class,
            String.class,
            (TaskBuilder<String, String> task) -> {
              kept.add(task);
              return (word, ctx) -> {};
            })
        .instantiate();
    var task = kept.get(0);

    for (ThrowingCallable late :
        List.<ThrowingCallable>of(
            () -> task.perKey("late", Integer.class, 0),
            () -> task.asks(Built.BANK),
            () -> task.replies(Built.STOCK))) {
      assertThatThrownBy(late)
          .isInstanceOf(PortalsException.class)
          .hasMessage(
              "a task declared something after its declaring block had ended. "
                  + "Maybe declare it in the block and keep the handle.");
    }
  }
}
