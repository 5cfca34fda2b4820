package dev.portals.cli.remote;

import dev.portals.cli.ExitException;
import java.util.regex.Pattern;

/** An application as a person names it: with or without the slash. */
final class ApplicationName {
  private static final Pattern NAME = Pattern.compile("/?([a-zA-Z][a-zA-Z0-9_.-]{0,63})");

  private ApplicationName() {}

  /** The name without the slash. */
  static String of(String text) {
    var name = NAME.matcher(text);
    if (!name.matches()) {
      throw new ExitException(
          ExitException.Status.USAGE,
          "\"%s\" is no application. Maybe its name, as in /cart".formatted(text));
    }
    return name.group(1);
  }
}
