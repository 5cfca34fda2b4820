package dev.portals.task;

/** A portal that the task declared it asks. */
public final class Asker<Q, R> extends Handle {
  private final Portal<Q, R> portal;

  Asker(Declared owner, int slot, Portal<Q, R> portal) {
    super(owner, slot, portal.path());
    this.portal = portal;
  }

  /** The portal. */
  public Portal<Q, R> portal() {
    return portal;
  }
}
