package dev.portals.task;

import java.util.function.UnaryOperator;

/**
 * One value of state, under the current key or of the lane. Values go through the codec on every
 * call, so changing an object that was read or set changes nothing.
 */
public interface State<T> {
  /** The value, or the declared initial value if there is none. */
  T value();

  /** Replaces the value. */
  void set(T value);

  /** Removes the value; a later read gives the initial value. */
  void clear();

  /** Replaces the value by a function of it and gives back the new one. */
  default T update(UnaryOperator<T> change) {
    var next = change.apply(value());
    set(next);
    return next;
  }
}
