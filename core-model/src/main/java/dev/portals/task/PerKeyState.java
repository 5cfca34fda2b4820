package dev.portals.task;

/**
 * Declared state of every key (design rule S10).
 *
 * @param <S> what a context gives for it, under the key of the call
 */
@SuppressWarnings("UnusedTypeParameter") // types what the handle is used with
public abstract sealed class PerKeyState<S> extends Handle permits PerKey, PerKeyMap, Stash {
  PerKeyState(Declared owner, int slot, String name) {
    super(owner, slot, name);
  }
}
