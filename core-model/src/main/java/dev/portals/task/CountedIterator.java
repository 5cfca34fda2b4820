package dev.portals.task;

import dev.portals.PortalsException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An iterator whose place is a count. The one at hand is used as long as it stands where it should;
 * any other place is reached by a fresh one. Lanes of several drivers may share it.
 */
final class CountedIterator<T> {
  private final Supplier<? extends Iterator<? extends T>> fresh;
  private final int atomSize;
  private @Nullable Iterator<? extends T> events;
  private long taken;

  CountedIterator(Supplier<? extends Iterator<? extends T>> fresh, int atomSize) {
    this.fresh = fresh;
    this.atomSize = atomSize;
  }

  synchronized Generator.Produced<T, Long> at(long count) {
    var iterator = goTo(count);
    events = null; // nobody knows where it stands if it throws
    var atom = new ArrayList<T>();
    while (atom.size() < atomSize && iterator.hasNext()) {
      atom.add(iterator.next());
    }
    events = iterator;
    taken = count + atom.size();
    return atom.isEmpty() ? Generator.ended() : Generator.produced(atom, taken);
  }

  private Iterator<? extends T> goTo(long count) {
    if (events != null && taken == count) {
      return events;
    }
    events = null;
    var iterator = fresh.get();
    for (var at = 0L; at < count; at++) {
      if (!iterator.hasNext()) {
        throw new PortalsException(
            count
                + " events were taken, but a fresh iterator gives "
                + at
                + ". Maybe one that gives the same events each time");
      }
      iterator.next();
    }
    return iterator;
  }
}
