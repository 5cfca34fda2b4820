package dev.portals.conformance;

import java.util.concurrent.Callable;

/** Something that is killed and started again while others use it. */
final class Restartable<P> {
  /** What is done with it. */
  interface Use<P, T> {
    T apply(P current) throws Exception;
  }

  private P current;

  Restartable(P first) {
    current = first;
  }

  /** Waits while it is being replaced. */
  synchronized P current() {
    return current;
  }

  /** Replaces it; {@code restart} ends the one before. */
  synchronized void replace(Callable<P> restart) throws Exception {
    current = restart.call();
  }

  /** Does something, again and again while it is replaced under it. */
  <T> T use(Use<P, T> use) throws Exception {
    while (true) {
      var used = current();
      try {
        return use.apply(used);
      } catch (Exception failed) {
        if (used == current()) {
          throw failed;
        }
      }
    }
  }
}
