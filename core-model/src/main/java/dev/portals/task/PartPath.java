package dev.portals.task;

import dev.portals.PortalsException;
import java.util.regex.Pattern;

/**
 * The path of a part of an application, as in {@code /cart/streams/orders}.
 *
 * @param application the application's name, without the slash
 * @param kind the plural kind of the part: {@code streams}, {@code portals}, {@code workflows},
 *     {@code generators}, {@code sequencers}, {@code splitters}, {@code splits}, {@code externals}
 * @param name the part's name, unique among its kind in the application
 */
public record PartPath(String application, String kind, String name) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_.-]{0,63}");

  public PartPath {
    requireName(application, "application");
    requireName(name, kind);
  }

  /**
   * Reads a path of the given kind.
   *
   * @throws PortalsException if the text is not {@code /application/kind/name}
   */
  public static PartPath parse(String text, String kind) {
    var parts = text.split("/", -1);
    if (parts.length != 4 || !parts[0].isEmpty() || !parts[2].equals(kind)) {
      throw new PortalsException(
          "\""
              + text
              + "\" is not the path of one of an application's "
              + kind
              + ". Maybe /application/"
              + kind
              + "/name.");
    }
    return new PartPath(parts[1], kind, parts[3]);
  }

  /**
   * Checks a name that becomes part of a path or of stored state.
   *
   * @throws PortalsException unless it is 1 to 64 letters, digits, dots, dashes and underscores, a
   *     letter first
   */
  public static String requireName(String name, String what) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new PortalsException(
          "\""
              + name
              + "\" is not a name for "
              + what
              + ". Maybe 1 to 64 letters, digits, '.', '-' and '_', "
              + "a letter first.");
    }
    return name;
  }

  @Override
  public String toString() {
    return "/" + application + "/" + kind + "/" + name;
  }
}
