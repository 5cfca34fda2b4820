package dev.portals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.codec.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Design rule S10: events that are put aside under a key and taken later, in order. */
class StashTest {
  /** Puts aside what does not end in a sign: ? takes one, ! takes all, # counts. */
  private static Rig stashing() {
    return MapStateTest.keyed(
        task -> {
          var aside = task.stash("aside", String.class);
          return (event, ctx) -> {
            var stash = ctx.state(aside);
            if (event.endsWith("?")) {
              ctx.emit(stash.take().orElse("none"));
            } else if (event.endsWith("!")) {
              ctx.emit(stash.takeAll().toString());
            } else if (event.endsWith("#")) {
              ctx.emit(Long.toString(stash.size()));
            } else {
              stash.put(event);
            }
          };
        });
  }

  private static List<List<Object>> run(Rig rig, String... events) {
    return rig.emitted(rig.atom(events), "out", String.class);
  }

  @Test
  void stash_always_givesTheEventsOfItsKeyInOrder() {
    var rig = stashing();
    run(rig, "a1", "b1", "a2", "a3");

    assertThat(run(rig, "a?", "a#", "b#")).containsExactly(List.of("a1", "2", "1"));
    assertThat(run(rig, "a4", "a!", "a!", "b?", "b?"))
        .containsExactly(List.of("[a2, a3, a4]", "[]", "b1", "none"));
    assertThat(rig.state).isEmpty();
  }

  @Test
  void stash_always_storesEachEventAlone() {
    var rig = stashing();
    run(rig, "a1", "a2");

    assertThat(rig.state).containsOnlyKeys("t/aside a", "t/aside/a 0", "t/aside/a 1");
    assertThat(rig.atom("a3").changes()).hasSize(2);
    assertThat(rig.atom("a?").changes()).hasSize(2);
  }

  @Test
  void stash_withMoreThanTenEvents_keepsTheirOrder() {
    var rig = stashing();
    for (var n = 10; n < 22; n++) {
      run(rig, "a" + n);
    }

    assertThat(run(rig, "a!").get(0).get(0).toString()).startsWith("[a10, a11,").endsWith("a21]");
  }

  @Test // S12
  @SuppressWarnings("NullAway") // what a caller without checks may pass
  void stash_givenNull_failsTheStep() {
    var rig =
        MapStateTest.keyed(
            task -> {
              var aside = task.stash("aside", String.class);
              return (event, ctx) -> ctx.state(aside).put(null);
            });

    assertThatThrownBy(() -> rig.atom("a")).hasMessageContaining("it is null. Maybe a value");
    assertThat(rig.state).isEmpty();
  }

  @Test
  void stash_withAnEventLost_saysSo() {
    var rig = stashing();
    run(rig, "a1", "a2");
    rig.state.remove("t/aside/a 0");

    assertThatThrownBy(() -> rig.atom("a?"))
        .hasMessageContaining("event 0 of stash t/aside/a is missing");
    assertThat(rig.state).doesNotContainValue(Bytes.EMPTY);
  }
}
