package dev.portals.task;

/** A declared value of state, one for every key (design rule S10). */
public final class PerKey<T> extends PerKeyState<State<T>> {
  PerKey(Declared owner, int slot, String name) {
    super(owner, slot, name);
  }
}
