package dev.portals.engine;

import static dev.portals.engine.Rig.IN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portals.task.MapState;
import dev.portals.task.OnNext;
import dev.portals.task.TaskBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Design rule S10: the map forms of state, each entry its own stored value. */
class MapStateTest {
  static Rig keyed(Function<TaskBuilder<String, String>, OnNext<String, String>> block) {
    return new Rig(
        app ->
            app.workflow("w", IN)
                .key(event -> event.substring(0, 1))
                .task("t", String.class, block)
                .sink("out"));
  }

  /** A task with a map for each key; it shows the map's entries after what the test does. */
  private static Rig map(BiConsumer<String, MapState<String, Integer>> use) {
    return keyed(
        task -> {
          var map = task.perKeyMap("m", String.class, Integer.class);
          return (event, ctx) -> {
            use.accept(event, ctx.state(map));
            ctx.emit(ctx.state(map).entries().toString());
          };
        });
  }

  private static List<List<Object>> run(Rig rig, String... events) {
    return rig.emitted(rig.atom(events), "out", String.class);
  }

  @Test
  void perKeyMap_always_isOfItsKeyAndEachEntryStoredAlone() {
    var rig = map((event, map) -> map.update(event.substring(1), 10, n -> n + 1));

    assertThat(run(rig, "ax", "by", "ax", "az"))
        .containsExactly(List.of("{x=11}", "{y=11}", "{x=12}", "{x=12, z=11}"));
    assertThat(rig.state).containsOnlyKeys("t/m/a x", "t/m/a z", "t/m/b y");
    assertThat(rig.atom("ax").changes())
        .singleElement()
        .satisfies(change -> assertThat(change.key()).isEqualTo("x"));
  }

  @Test
  void perTaskMap_always_isOfAllKeys() {
    var rig =
        keyed(
            task -> {
              var map = task.perTaskMap("m", Integer.class, String.class);
              return (event, ctx) -> ctx.state(map).put(event.length(), event);
            });

    rig.atom("a", "bb", "cc");

    assertThat(rig.state).hasSize(2).allSatisfy((k, v) -> assertThat(k).startsWith("t/m/ "));
    assertThat(rig.state).containsValue(rig.codecs().encode(String.class, "cc"));
  }

  @Test
  void entries_always_comeInTheOrderOfTheirKeysBytes() {
    var rig = map((event, map) -> map.put(event.substring(1), 1));
    var wide = "\uD83D\uDE00"; // in UTF-16 it comes before U+FF01, in UTF-8 behind

    run(rig, "ab", "a" + wide, "a\uFF01", "aé", "aB");

    assertThat(run(rig, "aab").get(0))
        .containsExactly("{B=1, ab=1, b=1, é=1, \uFF01=1, " + wide + "=1}");
  }

  @Test
  void entries_ofAnEarlierStepAndOfThisOne_areSeenTogether() {
    var rig =
        map(
            (event, map) -> {
              if (event.endsWith("-")) {
                map.remove(event.substring(1, 2));
              } else {
                map.put(event.substring(1), map.size());
              }
            });

    assertThat(run(rig, "ax", "ay")).containsExactly(List.of("{x=0}", "{x=0, y=1}"));
    assertThat(run(rig, "az", "ax-")).containsExactly(List.of("{x=0, y=1, z=2}", "{y=1, z=2}"));
    assertThat(run(rig, "ay-")).containsExactly(List.of("{z=2}"));
  }

  @Test
  void map_cleared_isEmptyAndGone() {
    var rig =
        map(
            (event, map) -> {
              map.put(event, 1);
              if (event.endsWith("!")) {
                map.clear();
              }
            });

    assertThat(run(rig, "a1", "a2")).containsExactly(List.of("{a1=1}", "{a1=1, a2=1}"));
    assertThat(run(rig, "a!")).containsExactly(List.of("{}"));
    assertThat(rig.state).isEmpty();
  }

  @Test
  void value_ofAKeyThatIsNotThere_isEmpty() {
    var rig = map((event, map) -> assertThat(map.value("nothing")).isEmpty());

    assertThat(run(rig, "a")).containsExactly(List.of("{}"));
  }

  @Test // S12
  @SuppressWarnings("NullAway") // what a caller without checks may pass
  void map_withANullKeyOrValue_saysWhich() {
    assertThatThrownBy(() -> map((event, map) -> map.put(null, 1)).atom("a"))
        .hasMessage(
            "/shop/t threw dev.portals.PortalsException: map t/m has no null keys. "
                + "Maybe a key that stands for nothing");
    assertThatThrownBy(() -> map((event, map) -> map.put("k", null)).atom("a"))
        .hasMessage(
            "/shop/t threw dev.portals.PortalsException: map t/m was given null for k. "
                + "Maybe remove(key)");
  }

  @Test // S12
  void map_withALongKey_isRefusedWithTheLimit() {
    var rig = map((event, map) -> map.put("x".repeat(event.length()), 1));

    assertThat(run(rig, "a".repeat(1_024))).hasSize(1);
    assertThatThrownBy(() -> rig.atom("a".repeat(1_025)))
        .hasMessageEndingWith(
            "a key of map t/m takes 1,025 bytes, the limit is 1,024. Maybe a hash of it");
  }

  @Test
  void entries_changedByTheReader_areRefused() {
    var rig = map((event, map) -> map.entries().put("x", 1));

    assertThatThrownBy(() -> rig.atom("a")).hasMessageContaining("UnsupportedOperationException");
  }

  @Test
  void map_usedAfterItsStep_isRefused() {
    var kept = new ArrayList<MapState<String, Integer>>();
    map((event, map) -> kept.add(map)).atom("a");

    assertThatThrownBy(() -> kept.get(0).entries())
        .hasMessageContaining("a context was used after its step had ended");
    assertThatThrownBy(() -> kept.get(0).put("k", 1))
        .hasMessageContaining("a context was used after its step had ended");
  }
}
