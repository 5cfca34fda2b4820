package dev.portals.task;

import dev.portals.PortalsException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A portal that the task declared it asks. */
public final class Asker<Q, R> extends Handle {
  private final Portal<Q, R> portal;
  private final @Nullable String key;

  Asker(Declared owner, int slot, Portal<Q, R> portal) {
    super(owner, slot, portal.path());
    this.portal = portal;
    this.key = null;
  }

  private Asker(Asker<Q, R> asker, String key) {
    super(asker);
    this.portal = asker.portal;
    this.key = key;
  }

  /**
   * The same, for asks under this key, of a portal that has no key function. An ask without it is
   * under the asker's own key.
   *
   * @throws PortalsException if the portal has a key function, or the key is null
   */
  public Asker<Q, R> at(String other) {
    if (portal.isKeyed()) {
      throw new PortalsException(
          portal.path() + " has a key function. Maybe ask it without .at(…)");
    }
    if (other == null) {
      throw new PortalsException(portal.path() + " is asked at the key null. Maybe a text");
    }
    return new Asker<>(this, other);
  }

  /** The portal. */
  public Portal<Q, R> portal() {
    return portal;
  }

  /** The key that was set for it. */
  public Optional<String> key() {
    return Optional.ofNullable(key);
  }
}
