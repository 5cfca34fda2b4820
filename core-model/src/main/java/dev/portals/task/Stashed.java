package dev.portals.task;

import java.util.List;
import java.util.Optional;

/** The events put aside under the current key, oldest first. Each is a stored value of its own. */
public interface Stashed<E> {
  /** Puts an event behind the others. */
  void put(E event);

  /** Takes the oldest event out, if there is one. */
  Optional<E> take();

  /** Takes all events out, in order. */
  List<E> takeAll();

  /** How many events there are. */
  long size();
}
