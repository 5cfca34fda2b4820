package dev.portals.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenericsTest {
  record Pair<A, B>(A first, B second) {}

  record Held(
      Pair<String, Integer> one,
      Pair<Integer, Pair<String, List<Long>>> two,
      Either<Long, String> e) {}

  record Recursive(Chain<String> chain) {}

  record Chain<T>(T head, List<Chain<T>> tail) {}

  sealed interface Either<L, R> permits Left, Right {}

  record Left<R, L>(L left) implements Either<L, R> {}

  record Right<L, R>(Map<String, R> right) implements Either<L, R> {}

  sealed interface Odd<T> permits Lost {}

  record Lost<T, U>(T value, U more) implements Odd<T> {}

  record HoldsOdd(Odd<String> odd) {}

  private static <T> void check(Class<T> type, T value) {
    var codecs = Codecs.builder().add(type, "/generics").build();
    assertThat(codecs.decode(type, codecs.encode(type, value))).isEqualTo(value);
  }

  @Test
  void decode_genericRecordsWithArguments_isEqual() {
    var two = new Pair<>(1, new Pair<>("x", List.of(5L)));
    check(Held.class, new Held(new Pair<>("a", 1), two, new Left<>(3L)));
    check(Held.class, new Held(new Pair<>("", 0), two, new Right<>(Map.of("k", "v"))));
  }

  @Test
  void decode_recursiveGenericRecord_isEqual() {
    check(Recursive.class, new Recursive(new Chain<>("a", List.of(new Chain<>("b", List.of())))));
  }

  @Test
  void problems_variantWithAnOpenVariable_isReported() {
    assertThat(Codecs.builder().add(HoldsOdd.class, "/odd").problems())
        .containsExactly(
            "/odd Odd<String>: Odd<String> leaves the type variables of its variant Lost open."
                + " Maybe make Lost not generic");
  }
}
