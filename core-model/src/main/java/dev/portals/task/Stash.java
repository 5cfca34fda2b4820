package dev.portals.task;

/** A declared queue of events put aside, one for every key (design rule S10). */
public final class Stash<E> extends PerKeyState<Stashed<E>> {
  Stash(Declared owner, int slot, String name) {
    super(owner, slot, name);
  }
}
