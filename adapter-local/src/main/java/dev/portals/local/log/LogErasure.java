package dev.portals.local.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Removes a log, also one that is damaged. */
public final class LogErasure {
  private LogErasure() {}

  /**
   * Removes the log in a directory; other files stay. Does nothing if there is no such directory.
   * The newest segments go first: if that stops in the middle, what is left is an older log, and
   * none that lacks its beginning.
   *
   * @throws LogException if another log or process holds the directory, then nothing was removed;
   *     or if a file cannot be removed
   */
  public static void erase(Path directory) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (var held = new DiskDirectory(directory)) {
      for (var name : newestFirst(held.sizes().keySet())) {
        Files.delete(directory.resolve(name));
      }
    } catch (IOException e) {
      throw new LogException(
          "Cannot remove the log in %s: %s. Maybe permissions are wrong; try again."
              .formatted(directory, e),
          e);
    }
  }

  /** The files of a log among others. */
  static List<String> newestFirst(Collection<String> names) {
    return names.stream()
        .filter(name -> SegmentName.matches(name) || name.equals(SegmentName.NEXT))
        .sorted(Comparator.reverseOrder())
        .toList();
  }
}
