package dev.portals.engine;

import dev.portals.PortalsException;
import dev.portals.plan.KeyText;
import org.jspecify.annotations.Nullable;

/** Keys that user code gives. */
final class Keys {
  private Keys() {}

  /** The key of an event or a request, or an exception that says what is wrong with it. */
  static String require(@Nullable String key, Object of) {
    var problem = KeyText.problem(key);
    if (key == null || problem.isPresent()) {
      throw new PortalsException("the key of " + of + " " + problem.orElse("is null"));
    }
    return key;
  }
}
