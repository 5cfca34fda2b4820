package dev.portals.local;

import dev.portals.plan.KeyText;
import dev.portals.task.Portal;
import org.jspecify.annotations.Nullable;

/** What those outside may give as a key: it is kept with every answer, for a day. */
final class ExternalKeys {
  private ExternalKeys() {}

  /**
   * The key of a request.
   *
   * @throws AskRefusedException if it has none, before anything happens
   */
  static <Q> String of(Portal<Q, ?> portal, Q request) {
    if (!portal.isKeyed()) {
      throw new AskRefusedException(
          AskRefusedException.Reason.BAD_KEY,
          portal.path()
              + " has no key function, so only tasks ask it; nothing was asked. "
              + "Maybe ask a portal that asks it");
    }
    return require("the key of the request to " + portal.path(), portal.keyOf(request));
  }

  /**
   * A key that is not empty.
   *
   * @param what names the key in the message
   * @throws AskRefusedException for any other text, before anything happens
   */
  static String require(String what, @Nullable String key) {
    var problem = KeyText.problem(key);
    if (key == null || key.isEmpty() || problem.isPresent()) {
      throw new AskRefusedException(
          AskRefusedException.Reason.BAD_KEY,
          "%s %s; nothing was asked. Maybe 1 to %,d bytes of UTF-8, or a hash of it"
              .formatted(what, problem.orElse("is empty"), KeyText.MOST_BYTES));
    }
    return key;
  }
}
