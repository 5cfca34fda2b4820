package dev.portals.task;

import dev.portals.PortalsException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A resumable source of atoms: a cursor gives an atom and the next cursor (design rule S13). After
 * a crash it goes on from the last committed cursor, so the function must give the same atom for
 * the same cursor or not care.
 *
 * @param type the class of its events
 * @param cursor the class of its cursor, which is stored
 * @param start the first cursor
 * @param next called on the lane's thread, one call an atom
 */
public record Generator<T, C>(
    Class<T> type, Class<C> cursor, C start, Function<? super C, Produced<T, C>> next) {

  /** What a cursor leads to. */
  public sealed interface Produced<T, C> {}

  /** One atom, perhaps empty, and the cursor behind it. */
  public record Atom<T, C>(List<T> events, C next) implements Produced<T, C> {}

  /** The end: the stream is sealed. */
  public record Ended<T, C>() implements Produced<T, C> {}

  /** A generator of any cursor. */
  public static <T, C> Generator<T, C> resumable(
      Class<T> type, Class<C> cursor, C start, Function<? super C, Produced<T, C>> next) {
    return new Generator<>(type, cursor, start, next);
  }

  /**
   * The events of a list, in atoms of a given size (the last may be smaller). The list must be the
   * same after a restart.
   */
  public static <T> Generator<T, Integer> of(Class<T> type, List<T> events, int atomSize) {
    requireSize(atomSize);
    var kept = List.copyOf(events);
    return slices(kept.size(), atomSize, type, (from, to) -> kept.subList(from, to));
  }

  /** Given atoms, with their boundaries. The list must be the same after a restart. */
  public static <T> Generator<T, Integer> atoms(Class<T> type, List<List<T>> atoms) {
    var kept = atoms.stream().map(List::copyOf).toList();
    return resumable(
        type,
        Integer.class,
        0,
        at -> at < kept.size() ? new Atom<>(kept.get(at), at + 1) : new Ended<>());
  }

  /** The integers {@code from} (inclusive) to {@code to} (exclusive), in atoms of a given size. */
  public static Generator<Integer, Integer> range(int from, int to, int atomSize) {
    requireSize(atomSize);
    return slices(
        Math.max(0, Math.subtractExact(to, from)),
        atomSize,
        Integer.class,
        (low, high) -> IntStream.range(from + low, from + high).boxed().toList());
  }

  private interface Slice<T> {
    List<T> of(int from, int to);
  }

  private static <T> Generator<T, Integer> slices(
      int size, int atomSize, Class<T> type, Slice<T> slice) {
    return resumable(
        type,
        Integer.class,
        0,
        at -> {
          if (at >= size) {
            return new Ended<>();
          }
          var to = atomSize > size - at ? size : at + atomSize;
          return new Atom<>(slice.of(at, to), to);
        });
  }

  private static void requireSize(int atomSize) {
    if (atomSize < 1) {
      throw new PortalsException("an atom of " + atomSize + " events. Maybe 1 or more.");
    }
  }
}
