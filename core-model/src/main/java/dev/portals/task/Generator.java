package dev.portals.task;

import dev.portals.PortalsException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A resumable source of atoms: a cursor gives an atom and the next cursor (design rule S13). After
 * a crash it goes on from the last committed cursor, so the function must give the same atom for
 * the same cursor or not care. A generator that keeps throwing is a dead letter and its stream
 * ends.
 *
 * @param type the class of its events
 * @param cursor the class of its cursor, which is stored
 * @param start the first cursor
 * @param next called on the lane's thread, one call an atom
 * @param pace the least time that an event takes, zero for none; see {@link #rate}
 */
public record Generator<T, C>(
    Class<T> type, Class<C> cursor, C start, Next<T, C> next, Duration pace) {

  /** What comes at a cursor. */
  @FunctionalInterface
  public interface Next<T, C> {
    /**
     * Gives the atom at a cursor.
     *
     * @param now the step's recorded time
     */
    Produced<T, C> at(C cursor, Instant now);
  }

  /** What a cursor leads to. */
  public sealed interface Produced<T, C> {}

  /** One atom, perhaps empty, and the cursor behind it. */
  public record Atom<T, C>(List<T> events, C next) implements Produced<T, C> {}

  /** Nothing now; the same cursor is asked again after a while, or sooner after a restart. */
  public record Later<T, C>(Duration after) implements Produced<T, C> {}

  /** Nothing before a time; the same cursor is asked again then, or sooner after a restart. */
  public record Until<T, C>(Instant at) implements Produced<T, C> {}

  /** The end: the stream is sealed. */
  public record Ended<T, C>() implements Produced<T, C> {}

  /** One atom, perhaps empty, and the cursor behind it. */
  public static <T, C> Produced<T, C> produced(List<T> atom, C next) {
    return new Atom<>(atom, next);
  }

  /** Nothing now: to be asked again after {@code wait}, which is a millisecond at least. */
  public static <T, C> Produced<T, C> later(Duration wait) {
    return new Later<>(wait);
  }

  /** Nothing before {@code at}: to be asked again then. */
  public static <T, C> Produced<T, C> later(Instant at) {
    return new Until<>(at);
  }

  /** The end: the stream is sealed. */
  public static <T, C> Produced<T, C> ended() {
    return new Ended<>();
  }

  /** A generator of any cursor. */
  public static <T, C> Generator<T, C> resumable(
      Class<T> type, Class<C> cursor, C start, Function<? super C, Produced<T, C>> next) {
    return resumable(type, cursor, start, (at, now) -> next.apply(at));
  }

  /** A generator of any cursor that looks at the time. */
  public static <T, C> Generator<T, C> resumable(
      Class<T> type, Class<C> cursor, C start, Next<T, C> next) {
    return new Generator<>(type, cursor, start, next, Duration.ZERO);
  }

  /**
   * The same, but at most so many events a second on average. An atom stays whole, so a large one
   * is followed by a long wait. After a pause it catches up on what it missed in the last second.
   *
   * @param eventsPerSecond from 1 to 1,000,000,000
   */
  public Generator<T, C> rate(int eventsPerSecond) {
    if (eventsPerSecond < 1 || eventsPerSecond > 1_000_000_000) {
      throw new PortalsException(eventsPerSecond + " events a second. Maybe 1 to 1,000,000,000.");
    }
    var each = Duration.ofNanos(Duration.ofSeconds(1).toNanos() / eventsPerSecond);
    return new Generator<>(type, cursor, start, next, each);
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
        type, Integer.class, 0, at -> at < kept.size() ? produced(kept.get(at), at + 1) : ended());
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

  /**
   * The lines of a text file in UTF-8, in atoms of a given size, up to its end. It goes on at the
   * line where it stopped. The file must not change; if it is shorter than what was read, or other
   * text stands before the place, the generator fails and says so.
   */
  public static Generator<String, LinesCursor> lines(Path file, int atomSize) {
    requireSize(atomSize);
    return resumable(
        String.class, LinesCursor.class, LinesCursor.START, new FileLines(file, atomSize)::at);
  }

  /**
   * The events of an iterator, in atoms of a given size. After a restart it goes on behind as many
   * events of a fresh iterator, which it takes and drops, so each must give the same events.
   */
  public static <T> Generator<T, Long> iterator(
      Class<T> type, Supplier<? extends Iterator<? extends T>> fresh, int atomSize) {
    requireSize(atomSize);
    return resumable(type, Long.class, 0L, new CountedIterator<T>(fresh, atomSize)::at);
  }

  /**
   * One event at the start and then one at every full {@code period} since 1970-01-01 UTC, without
   * end, each an atom. Those that were missed, as nothing ran, are not made up for.
   *
   * @param period from a millisecond
   * @param event what happens, given the time it is due
   */
  public static <T> Generator<T, Long> every(
      Duration period, Class<T> type, Function<Instant, ? extends T> event) {
    if (period.toMillis() < 1) {
      throw new PortalsException("an event every " + period + ". Maybe a second.");
    }
    var millis = period.toMillis();
    return resumable(
        type,
        Long.class,
        Long.MIN_VALUE,
        (last, now) -> {
          var tick = Math.floorDiv(now.toEpochMilli(), millis);
          return tick > last
              ? produced(List.of(event.apply(Instant.ofEpochMilli(tick * millis))), tick)
              : later(Instant.ofEpochMilli((last + 1) * millis));
        });
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
            return ended();
          }
          var to = atomSize > size - at ? size : at + atomSize;
          return produced(slice.of(at, to), to);
        });
  }

  private static void requireSize(int atomSize) {
    if (atomSize < 1) {
      throw new PortalsException("an atom of " + atomSize + " events. Maybe 1 or more.");
    }
  }
}
