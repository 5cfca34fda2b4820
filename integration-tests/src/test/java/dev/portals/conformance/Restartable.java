package dev.portals.conformance;

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

  /** Ends the one before and starts another. */
  synchronized void replace(Use<P, P> restart) throws Exception {
    current = restart.apply(current);
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
