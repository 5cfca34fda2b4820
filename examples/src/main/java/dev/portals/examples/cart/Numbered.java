package dev.portals.examples.cart;

import dev.portals.task.Generator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Generators whose cursor is the number of the next event. */
final class Numbered {
  private Numbered() {}

  /** Events 0 to {@code count} - 1, each a function of its number, in atoms of {@code atom}. */
  static <T> Generator<T, Integer> generator(
      Class<T> type, int count, int atom, IntFunction<T> event) {
    return Generator.resumable(
        type,
        Integer.class,
        0,
        from -> {
          if (from >= count) {
            return new Generator.Ended<>();
          }
          var to = from + Math.min(atom, count - from);
          return new Generator.Atom<>(IntStream.range(from, to).mapToObj(event).toList(), to);
        });
  }
}
